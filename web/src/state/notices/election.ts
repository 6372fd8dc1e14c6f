/** Which tab of a browser calls the user to a message: one for all of them, and none while one of them shows it. */
import type { Clock } from '../../sync/ports';

/** What a tab is to the user as to one chat: it shows it to them, it shows them something else, or it is behind. */
export type Standing = 'watching' | 'front' | 'back';

interface Ballot {
  type: 'stand' | 'object';
  /** Who stands; an objection names who it is against. */
  tab: string;
  room: string;
  seq: number;
  front: boolean;
}

/** A BroadcastChannel, as far as it is needed. */
export interface BallotBox {
  postMessage(ballot: Ballot): void;
  onmessage: ((event: MessageEvent<Ballot>) => void) | null;
}

export interface ElectionPorts {
  clock: Clock;
  /** Null where the browser's tabs cannot talk: then each speaks for itself. */
  box: BallotBox | null;
  /** This tab's name, other than any other's. */
  tab: string;
  standing(room: string): Standing;
}

/** How long, in milliseconds, others may object. */
const GRACE = 1000;

/**
 * A tab that has a message to call to says so, and calls unless another objects: one that shows the chat or did when
 * the message came, one that has called already, or a better one: in front before behind, then by name. Nobody is asked who is there, so a tab that
 * has died or is frozen holds nothing up.
 */
export class Election {
  /** Messages that this tab would call to, and whether it still may. */
  #running = new Map<string, Ballot & { beaten: boolean }>();
  /** The newest message of each chat that this tab has called to, or shown to the user when it came. */
  #settled = new Map<string, number>();

  constructor(private readonly ports: ElectionPorts) {
    if (ports.box) ports.box.onmessage = ({ data }) => this.#received(data);
  }

  /** True in the one tab that is to call. */
  async wins(room: string, seq: number): Promise<boolean> {
    const { clock, box, tab, standing } = this.ports;
    const own = standing(room);
    if (own === 'watching') this.#settle(room, seq);
    if (own === 'watching' || !box) return own !== 'watching';
    const ballot = { type: 'stand', tab, room, seq, front: own === 'front' } as const;
    const candidacy = { ...ballot, beaten: false };
    this.#running.set(keyOf(ballot), candidacy);
    box.postMessage(ballot);
    await new Promise<void>((resolve) => clock.after(GRACE, resolve));
    this.#running.delete(keyOf(ballot));
    if (candidacy.beaten || standing(room) === 'watching') return false;
    this.#settle(room, seq);
    return true;
  }

  #settle(room: string, seq: number): void {
    this.#settled.set(room, Math.max(seq, this.#settled.get(room) ?? 0));
  }

  #received(ballot: Ballot): void {
    const running = this.#running.get(keyOf(ballot));
    if (ballot.type === 'object') {
      if (running && ballot.tab === this.ports.tab) running.beaten = true;
    } else if (this.#objects(ballot, running)) {
      this.ports.box?.postMessage({ ...ballot, type: 'object' });
    } else if (running) {
      running.beaten = true;
    }
  }

  #objects({ tab, room, seq, front }: Ballot, running: Ballot | undefined): boolean {
    const own = this.ports.standing(room);
    if (own === 'watching' || (this.#settled.get(room) ?? 0) >= seq) return true;
    const inFront = running ? running.front : own === 'front';
    if (inFront !== front) return inFront;
    return running !== undefined && running.tab < tab;
  }
}

const keyOf = ({ room, seq }: Pick<Ballot, 'room' | 'seq'>): string => `${room} ${seq}`;
