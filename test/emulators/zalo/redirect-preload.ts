import { redirectZalo } from './redirect.ts';

const base = process.env.ZALO_EMULATOR;
if (base === undefined) throw new Error('ZALO_EMULATOR is the address of the emulator, http://127.0.0.1:<port>');
redirectZalo(base);
