/**
 * What two pages of a call tell each other in `call_signal`. `offer` numbers the offers of a page; an answer repeats the
 * number of the offer that it answers, so that one which was overtaken is recognised.
 */
export type SignalData = Description | { candidates: RTCIceCandidateInit[] };

export interface Description {
  description: { type: 'offer' | 'answer'; sdp: string };
  offer: number;
}

/** A signal holds at most so many candidates. */
const CANDIDATES = 100;

/** What another page sent, if it is what ours send; null otherwise. */
export function parseSignal(data: Readonly<Record<string, unknown>>): SignalData | null {
  const { description, candidates, offer } = data;
  if (isDescription(description) && typeof offer === 'number') return { description, offer };
  if (Array.isArray(candidates)) return { candidates: candidates.filter(isCandidate).slice(0, CANDIDATES) };
  return null;
}

function isDescription(value: unknown): value is Description['description'] {
  const { type, sdp } = (value ?? {}) as Record<string, unknown>;
  return (type === 'offer' || type === 'answer') && typeof sdp === 'string';
}

function isCandidate(value: unknown): value is RTCIceCandidateInit {
  return typeof (value as RTCIceCandidateInit | null)?.candidate === 'string';
}
