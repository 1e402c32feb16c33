import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** The ciphers of `zca-js/dist/utils.js`, from the server's side. */

const zeroIv = Buffer.alloc(16);
const cbc = (key: Buffer) => `aes-${key.length * 8}-cbc`;

function encrypt(key: Buffer, text: string): string {
  const cipher = createCipheriv(cbc(key), key, zeroIv);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

function decrypt(key: Buffer, base64: string): string {
  const decipher = createDecipheriv(cbc(key), key, zeroIv);
  return Buffer.concat([decipher.update(Buffer.from(base64, 'base64')), decipher.final()]).toString('utf8');
}

/** Answers to calls of a session: `decodeAES`; the key is the login answer's `zpw_enk`, base64. */
export const encryptAnswer = (secretKey: string, answer: unknown): string =>
  encrypt(Buffer.from(secretKey, 'base64'), JSON.stringify(answer));

/** Parameters of a session's calls: `encodeAES`. Throws when the key is another. */
export const decryptParams = (secretKey: string, params: string): Record<string, unknown> =>
  JSON.parse(decrypt(Buffer.from(secretKey, 'base64'), params));

/** Parameters and answer of the login call, whose key both sides derive: `ParamsEncryptor`, `decodeRespAES`. */
export const encryptLogin = (key: string, answer: unknown): string =>
  encrypt(Buffer.from(key, 'utf8'), JSON.stringify(answer));
export const decryptLogin = (key: string, params: string): Record<string, unknown> =>
  JSON.parse(decrypt(Buffer.from(key, 'utf8'), params));

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** `ParamsEncryptor.createEncryptKey`: 32 characters out of `zcid` and `zcid_ext`. */
export function deriveLoginKey(zcid: string, zcidExt: string): string {
  const even = (text: string) => [...text].filter((_, index) => index % 2 === 0);
  const odd = (text: string) => [...text].filter((_, index) => index % 2 === 1);
  const hash = md5(zcidExt).toUpperCase();
  return [...even(hash).slice(0, 8), ...even(zcid).slice(0, 12), ...odd(zcid).reverse().slice(0, 12)].join('');
}

/** `getSignKey`: the values in the order of their names. */
export const signKey = (type: string, params: Readonly<Record<string, string>>): string =>
  md5(
    `zsecure${type}${Object.keys(params)
      .sort()
      .map((name) => params[name])
      .join('')}`,
  );

/** IV, additional data, cipher text and tag, as `decodeEventData` takes them apart (types 2 and 3). */
export function sealGcm(cipherKey: string, plain: Buffer): Buffer {
  const key = Buffer.from(cipherKey, 'base64');
  const iv = randomBytes(16);
  const additional = randomBytes(16);
  const cipher = createCipheriv(key.length === 32 ? 'aes-256-gcm' : 'aes-128-gcm', key, iv, { authTagLength: 16 });
  cipher.setAAD(additional);
  return Buffer.concat([iv, additional, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
