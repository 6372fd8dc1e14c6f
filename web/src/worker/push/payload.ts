/** What is pushed (wire contract, "Notices when nobody looks"), as far as it is what it should be. */

export interface ReadPayload {
  kind: 'read';
  room: string;
  seq: number;
  unread: number;
}

/** Of any other kind, those that are not known yet included: what to show of it is in it. */
export interface ShownPayload {
  kind: string;
  /** Empty for what belongs to no chat, as a notice to try. */
  room: string;
  seq: number | null;
  title: string;
  body: string;
  icon: string | null;
  url: string;
  unread: number;
}

/** Of a call that rings: until `expires`, in milliseconds since 1970. */
export interface RingPayload extends ShownPayload {
  kind: 'call';
  call: string;
  expires: number;
}

/** The payload in a push's text; null for what is none. */
export function payloadOf(text: string | undefined): ReadPayload | RingPayload | ShownPayload | null {
  const value = objectOf(text);
  const { kind, room, seq, title, body, icon, url, unread } = value;
  if (typeof kind !== 'string' || typeof room !== 'string' || !isCount(unread)) return null;
  if (kind === 'read') return isCount(seq) ? { kind, room, seq, unread } : null;
  if (typeof title !== 'string' || typeof body !== 'string' || !isPath(url)) return null;
  const known = { seq: room && isCount(seq) ? seq : null, icon: typeof icon === 'string' ? icon : null };
  return { kind, room, title, body, url, unread, ...known, ...ringOf(value) };
}

/** What a ring has besides; a call that was missed is shown as any message. */
function ringOf({ kind, room, call, state, expires }: Record<string, unknown>): object {
  const end = typeof expires === 'string' ? Date.parse(expires) : Number.NaN;
  const rings = kind === 'call' && state === 'ringing' && room && typeof call === 'string' && !Number.isNaN(end);
  return rings ? { call, expires: end } : {};
}

export const isRead = (payload: ReadPayload | ShownPayload): payload is ReadPayload => payload.kind === 'read';

export const isRing = (payload: ReadPayload | ShownPayload): payload is RingPayload => 'expires' in payload;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** An address of this site. */
const isPath = (value: unknown): value is string => typeof value === 'string' && /^\/(?![/\\])/.test(value);

function objectOf(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
