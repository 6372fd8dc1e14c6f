import { signal } from '@preact/signals';

/** What a participant tells the others of itself. */
export interface Flags {
  muted: boolean;
  camera: boolean;
  screen: boolean;
  hand: boolean;
}

/** A longer message is none of ours. */
const LONGEST = 1_000;

/**
 * The data channel of a peer connection, on which each end tells its flags: all of them, at each change. Both ends make it
 * alike (`negotiated`), before the first description of theirs.
 */
export class StateChannel {
  /** What the other end told last; null until it did. */
  readonly theirs = signal<Flags | null>(null);
  #channel: RTCDataChannel | undefined;
  #ours: Flags | undefined;

  open(connection: RTCPeerConnection): void {
    if (this.#channel) return;
    this.#channel = connection.createDataChannel('state', { negotiated: true, id: 0, ordered: true });
    this.#channel.onopen = () => this.#tell();
    this.#channel.onmessage = ({ data }) => {
      this.theirs.value = parse(data) ?? this.theirs.peek();
    };
  }

  tell(flags: Flags): void {
    this.#ours = flags;
    this.#tell();
  }

  close(): void {
    if (!this.#channel) return;
    this.#channel.onopen = null;
    this.#channel.onmessage = null;
    this.#channel.close();
  }

  #tell(): void {
    if (this.#channel?.readyState === 'open' && this.#ours) this.#channel.send(JSON.stringify(this.#ours));
  }
}

function parse(data: unknown): Flags | null {
  if (typeof data !== 'string' || data.length > LONGEST) return null;
  try {
    const { muted, camera, screen, hand } = (JSON.parse(data) ?? {}) as Partial<Flags>;
    return { muted: muted === true, camera: camera === true, screen: screen === true, hand: hand === true };
  } catch {
    return null;
  }
}
