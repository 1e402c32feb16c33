import { once } from 'node:events';
import type http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server's presence at one address of 127.0.0.1, on a port that the system chose. */
export interface Loopback {
  /** `http://127.0.0.1:<port>` */
  readonly base: string;
  /** Nobody listens at the address any more; what is open is cut. */
  goDown(): Promise<void>;
  /** Listens at the same address again. */
  comeUp(): Promise<void>;
}

export async function listenOnLoopback(server: http.Server): Promise<Loopback> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    async goDown() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      // closeAllConnections would leave those of the listener.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    comeUp: () => listen(port),
  };
}
