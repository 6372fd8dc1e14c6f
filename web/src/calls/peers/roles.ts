/**
 * What flows between two participants. Each role has a transceiver from the start, in this order, whether or not there is
 * anything to send: so the microphone, the camera and the screen are switched by replacing tracks, and two participants
 * negotiate once, but for restarts of ICE.
 */
export const ROLES = [
  { role: 'microphone', kind: 'audio' },
  { role: 'camera', kind: 'video' },
  { role: 'screen', kind: 'video' },
  { role: 'screenSound', kind: 'audio' },
] as const;

export type Role = (typeof ROLES)[number]['role'];

/** What is sent now, by role; null: nothing. */
export type Tracks = Readonly<Record<Role, MediaStreamTrack | null>>;
