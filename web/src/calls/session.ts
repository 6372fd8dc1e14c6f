/**
 * What a page knows of the call that it is in, and can do in it: what views read, and all that they need to know.
 *
 * How it hangs together:
 * - Nothing of this folder is in the first load. `Chats.called` is told of each frame that names a call (`call_ring`,
 *   `call_state`, `call_signal`, errors with `call`); state/index.ts imports the store of ringing calls (state/calls) for
 *   the first of them, and that one imports this folder when the user calls or accepts.
 * - The store makes one `Calls` for a signed-in user and hands every such frame to `Calls.hear`, the session's own too.
 * - No RTCPeerConnection exists before the user has accepted: it would tell the caller this device's address.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { CallRing, CallState, ErrorFrame, ServerFrame } from '../wire';

/** A frame that names a call. */
export type CallFrame = Extract<ServerFrame, { call: string }> | (ErrorFrame & { call: string });

/**
 * `connecting`: asked for, or it rings, or there is no connection to anybody yet. `live`: there is one, or nobody else is
 * left of those to whom there was. `reconnecting`: there was one to those who are there, and is none. `failed`: there was
 * none for 30 s, though they are there: `retry` tries again. `over`: for this page, and `end` says why; all is closed.
 */
export type Phase = 'connecting' | 'live' | 'reconnecting' | 'failed' | 'over';

/**
 * Why a session is over. The call is: the state's reason (`ended`, `missed`, `declined`, `cancelled`, `busy`). Only for
 * this page: `left` by its user; `elsewhere`: another device of the user's took it over; `dropped`: the server heard
 * nothing of this page for a minute, or took the user out. Or an error's code, as `call_full`, `call_busy`,
 * `no_calls_here`, `not_accepted`; of our own: `unanswered`, and `no_relay` where media are to go through a relay and the
 * deployment has none.
 */
export type End =
  | { by: 'call'; reason: NonNullable<CallState['reason']> }
  | { by: 'left' }
  | { by: 'elsewhere' }
  | { by: 'dropped' }
  | { by: 'error'; code: string };

/**
 * `denied`: by the user or the browser; `missing`: there is no such device; `busy`: another program has it; `full`: with
 * so many in the call nobody more may switch a camera on.
 */
export type MediaProblem = 'denied' | 'missing' | 'busy' | 'full';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

/** How the media of a peer come: all is well, some gets lost, much does, nothing comes. */
export type Quality = 'good' | 'fair' | 'poor' | 'lost';

/** The devices of this machine. Their labels are empty until the browser allows one of them. */
export interface Devices {
  microphones: readonly MediaDeviceInfo[];
  cameras: readonly MediaDeviceInfo[];
  /** Empty where the browser chooses by itself. */
  speakers: readonly MediaDeviceInfo[];
}

/** What this page sends. What is on is on from the user's view: while the browser asks for leave it is on already. */
export interface LocalMedia {
  /** On, unless muted or refused (`problem`). */
  readonly microphone: ReadonlySignal<boolean>;
  readonly camera: ReadonlySignal<boolean>;
  readonly screen: ReadonlySignal<boolean>;
  readonly handRaised: ReadonlySignal<boolean>;
  /** The user speaks; never while muted. */
  readonly speaking: ReadonlySignal<boolean>;
  /** The own camera's pictures, without sound; null while it is off. */
  readonly pictures: ReadonlySignal<MediaStream | null>;
  /** What is shared of the own screen, without sound; null while nothing is. */
  readonly screenStream: ReadonlySignal<MediaStream | null>;
  readonly devices: ReadonlySignal<Devices>;
  /** Ids of the chosen devices; null: the browser's default. Views hand the speaker's to `setSinkId`. */
  readonly chosen: Readonly<Record<DeviceKind, ReadonlySignal<string | null>>>;
  /** Why the microphone or the camera does not work; null while nothing speaks against it. */
  readonly problem: ReadonlySignal<MediaProblem | null>;
  /** The browser can share a screen. */
  readonly canShare: boolean;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  /** Asks the user what to share: to be called within a click. What they call off is no problem. */
  setScreen(on: boolean): Promise<void>;
  raiseHand(on: boolean): void;
  /** Held: the microphone is on. Let go: it is as it was. */
  pushToTalk(pressed: boolean): void;
  /** Remembered in this browser; takes effect at once where it is on. Null: the browser's default. */
  chooseDevice(kind: DeviceKind, id: string | null): Promise<void>;
}

/** Another participant's device. The same object as long as it is in the call. */
export interface Peer {
  readonly device: string;
  readonly username: string;
  /**
   * Voice and camera; null until the first of them comes. One stream for the peer's life: tracks come and go in it.
   * Sound is to be played by one element that stays (`<audio>`); tiles show pictures in `<video muted>`.
   */
  readonly stream: ReadonlySignal<MediaStream | null>;
  /** What they share of their screen, perhaps with sound; null while they share nothing. */
  readonly screen: ReadonlySignal<MediaStream | null>;
  readonly muted: ReadonlySignal<boolean>;
  readonly camera: ReadonlySignal<boolean>;
  readonly handRaised: ReadonlySignal<boolean>;
  readonly speaking: ReadonlySignal<boolean>;
  /** There is a connection to it now. */
  readonly connected: ReadonlySignal<boolean>;
  readonly quality: ReadonlySignal<Quality>;
  /** Five emoji of both ends' fingerprints, the same at both: who compares them knows that nobody listens. */
  readonly code: ReadonlySignal<readonly string[] | null>;
}

/** One call that this page is in, from the click to the end. */
export interface CallSession {
  readonly room: string;
  /** Its id. It changes once where another call went on already, which this one joined. */
  readonly call: ReadonlySignal<string>;
  /** The newest state that the server told, by version; null until it answers. */
  readonly state: ReadonlySignal<CallState | null>;
  readonly phase: ReadonlySignal<Phase>;
  /** Set with phase `over`. */
  readonly end: ReadonlySignal<End | null>;
  /** When there first was a connection to somebody, in milliseconds since 1970; null before. */
  readonly since: ReadonlySignal<number | null>;
  /** The socket is closed; media go on. */
  readonly signallingLost: ReadonlySignal<boolean>;
  /** Nobody learns this device's address: the server's rule, or the user's choice. */
  readonly relayOnly: ReadonlySignal<boolean>;
  readonly local: LocalMedia;
  /** The others' devices, in the order in which they came. */
  readonly peers: ReadonlySignal<readonly Peer[]>;
  /** Tries to connect again, with fresh ICE servers. */
  retry(): void;
  leave(): void;
}

export interface CallOptions {
  /** Leaves another call that the user is in, on any device. */
  leave?: boolean;
}

/** The calls of a signed-in user's page. One page is in one call at most. */
export interface Calls {
  /** This page, as the server knows it. */
  readonly device: string;
  /** The call that this page is in, until its views have dismissed it; null without. */
  readonly session: ReadonlySignal<CallSession | null>;
  /** Media go through a relay alone; remembered in this browser, counts from the next call on. */
  readonly relayOnly: ReadonlySignal<boolean>;
  setRelayOnly(on: boolean): void;
  /** Rings the others, or joins the call that is there. Leaves the one that this page is in. */
  startCall(room: string, video: boolean, options?: CallOptions): CallSession;
  /** Answers one that rings, or joins one that goes on. Leaves the one that this page is in. */
  acceptCall(ring: Pick<CallRing, 'room' | 'call'>, video: boolean, options?: CallOptions): CallSession;
  /** The user does not come, on any device. */
  decline(ring: Pick<CallRing, 'room' | 'call'>): void;
  /** Every frame that names a call. */
  hear(frame: CallFrame): void;
  /** Forgets a session that is over. */
  dismiss(): void;
  /** The user has left the page or signed out. */
  stop(): void;
}
