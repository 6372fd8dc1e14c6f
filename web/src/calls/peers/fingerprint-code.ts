/**
 * A code that two people compare, to know that their browsers talk to each other and to nobody between them: whoever sits
 * between, the server included, has a certificate of their own, and so another fingerprint.
 */

/** 128 emoji that are told apart at a glance and have a name that one can say: 7 bits each. */
const TABLE = [
  ...'🐶🐱🐭🐰🦊🐻🐼🐨🦁🐮🐷🐸🐵🐔🐧🦆🦉🐴🦄🐝🦋🐌🐢🐍🐙🦀🐬🐳🦈🐘🦒🐪',
  ...'🍎🍌🍇🍓🍉🍋🍒🍍🥕🌽🍄🥑🍞🧀🥚🍔🍕🌭🍩🍪🎂🍿☕🍦🌵🌲🌴🍁🌻🌹🌙⭐',
  ...'⚡🔥🌈⛄🌍🪐🌊🌋🚗🚌🚲🚀🛸🚂🚁⛵⚓🏠🏰⛺🎈🎁🎸🎺🥁🎻🎹⚽🏀🎾🎳🎲',
  ...'🧩🔑🔒🔔💡📷📚🔨🪓🧲🔭💎👑🎩👓👟🧦⏰🧭🪁🏆🎯🧸🎭🧵🪑🛁🚪🧹🪣🧯🎡',
];
const LENGTH = 5;
/**
 * 35 bits alone could be matched by trying certificates while the call is set up. With 200,000 rounds that takes a machine
 * of 10 billion hashes a second days, and us a tenth of a second.
 */
const ROUNDS = 200_000;

/** Five emoji, the same whichever end asks. Null where a description has no fingerprint. */
export async function fingerprintCode(local: string, remote: string): Promise<readonly string[] | null> {
  const fingerprints = [fingerprintOf(local), fingerprintOf(remote)];
  if (fingerprints.some((each) => !each)) return null;
  const [key, salt] = [fingerprints.sort().join('\n'), 'snowfight call'].map((text) => new TextEncoder().encode(text));
  const secret = await crypto.subtle.importKey('raw', key as BufferSource, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: ROUNDS };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, secret, LENGTH * 8));
  return [...bits].map((byte) => TABLE[byte % TABLE.length] as string);
}

function fingerprintOf(sdp: string): string | undefined {
  return /^a=fingerprint:(\S+ [0-9A-F:]+)/im.exec(sdp)?.[1]?.toUpperCase();
}
