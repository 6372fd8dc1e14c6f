import type { CallRing, CallState } from '../../../src/wire/index';

/** Frames of calls, as the server sends them to Ada. */

const START = Date.UTC(2026, 0, 1);

export const ring = (more: Partial<CallRing> = {}): CallRing => ({
  type: 'call_ring',
  room: 'den',
  call: 'call 1',
  username: 'bob',
  video: false,
  expires: new Date(START + 45_000).toISOString(),
  ...more,
});

export const state = (more: Partial<CallState> = {}): CallState => ({
  type: 'call_state',
  room: 'den',
  call: 'call 1',
  state: 'live',
  version: 2,
  started_by: 'bob',
  started: new Date(START).toISOString(),
  expires: new Date(START + 45_000).toISOString(),
  participants: [participant('bob')],
  declined: [],
  busy: [],
  reason: null,
  ...more,
});

export const participant = (username: string, video = false) => ({
  username,
  device: `device of ${username}`,
  video,
  since: new Date(START).toISOString(),
});
