/** Proof of work in ALTCHA's format 2: what costs a browser a second or two, and who makes a thousand accounts an hour. */
import type { Challenge } from '../../wire/index';

type Parameters = Challenge['parameters'];

/** So many attempts are under way at once: waiting for each would take longer than it does. */
const AT_ONCE = 16;
const MOST = 2 ** 32;

/**
 * What the server takes as the answer: base64 of JSON. Rejects where there is none, or the browser cannot calculate it
 * (Web Cryptography is there on https and localhost alone).
 */
export async function solved(challenge: Challenge): Promise<string> {
  const began = Date.now();
  const { parameters } = challenge;
  const prefix = parameters.keyPrefix.toLowerCase();
  for (let start = 0; start < MOST; start += AT_ONCE) {
    const keys = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => keyOf(parameters, start + i)));
    const found = keys.findIndex((key) => key.startsWith(prefix));
    if (found < 0) continue;
    const solution = { counter: start + found, derivedKey: keys[found], time: Date.now() - began };
    return btoa(JSON.stringify({ challenge, solution }));
  }
  throw new Error('The challenge has no solution.');
}

/** The key that a counter leads to, in hexadecimal digits. */
async function keyOf({ algorithm, nonce, salt, cost, keyLength }: Parameters, counter: number): Promise<string> {
  const password = new Uint8Array([...bytesOf(nonce), 0, 0, 0, 0]);
  new DataView(password.buffer).setUint32(password.length - 4, counter);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  // `PBKDF2/SHA-256`
  const hash = algorithm.split('/')[1] ?? '';
  const derivation = { name: 'PBKDF2', hash, salt: bytesOf(salt), iterations: cost };
  return hexOf(await crypto.subtle.deriveBits(derivation, key, keyLength * 8));
}

const hexOf = (buffer: ArrayBuffer): string =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
