import { closeSync, createReadStream, createWriteStream, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** The passphrase is not the one that the file was encrypted with, or the file is damaged. */
export class CannotDecryptError extends Error {
  override readonly name = 'CannotDecryptError';
}

const MAGIC = 'age-encryption.org/v1';

/** True for a file in the age format, whatever its name. */
export function isAgeFile(path: string): boolean {
  const start = Buffer.alloc(MAGIC.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, MAGIC.length, 0);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1') === MAGIC;
}

/** Writes `to`, which must not be there yet, in the age format with a passphrase: `age --decrypt` opens it. */
export async function encryptFile(from: string, to: string, passphrase: string): Promise<void> {
  // Loaded only when wanted: few commands need it.
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  await write(await encrypter.encrypt(streamOf(from)), to);
}

/** Throws CannotDecryptError where the passphrase is wrong or the file is damaged; what was written of `to` is useless then. */
export async function decryptFile(from: string, to: string, passphrase: string): Promise<void> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    await write(await decrypter.decrypt(streamOf(from)), to);
  } catch (error) {
    // What the library and the disk throw can be told apart by the code that only the disk's errors have.
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E'))
      throw error;
    throw new CannotDecryptError(`${from} cannot be decrypted: another passphrase, or a damaged file`, {
      cause: error,
    });
  }
}

const streamOf = (path: string) =>
  Readable.toWeb(createReadStream(path)) as unknown as globalThis.ReadableStream<Uint8Array>;

async function write(stream: globalThis.ReadableStream<Uint8Array>, path: string): Promise<void> {
  await pipeline(
    Readable.fromWeb(stream as unknown as ReadableStream),
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
}
