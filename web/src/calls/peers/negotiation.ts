import type { Clock } from '../../sync/ports';
import { CandidateBatches } from './candidates';
import type { Description, SignalData } from './signal-data';

/** So many candidates wait for their description; older ones are dropped. */
const EARLY = 200;

/**
 * Perfect negotiation (W3C WebRTC, section 10.7): either end may offer at any time; where both do, the polite one takes
 * its offer back. Signals may be lost, come twice and overtake each other: each goes through a function of its own.
 */
export class Negotiation {
  #offers = 0;
  /** The last offer of the other end that was taken up. */
  #theirs = 0;
  #closed = false;
  #offering = false;
  #answerPending = false;
  #early: RTCIceCandidateInit[] = [];
  #queue: Promise<void> = Promise.resolve();
  readonly #candidates: CandidateBatches;

  /** @param offered called between the other end's offer and its answer: what it offers is there by then */
  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly polite: boolean,
    private readonly send: (data: SignalData) => void,
    clock: Clock,
    private readonly offered: () => void,
  ) {
    this.#candidates = new CandidateBatches(clock, (candidates) => send({ candidates }));
    connection.onnegotiationneeded = () => void this.offer();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) this.#candidates.add(candidate.toJSON());
      else this.#candidates.flush();
    };
  }

  /** Offers, with all that is there now; `restart`: and looks for new ways. */
  async offer(restart = false): Promise<void> {
    // Where the other end's offer is being answered, the browser asks again afterwards.
    if (this.#offering || !['stable', 'have-local-offer'].includes(this.connection.signalingState)) return;
    this.#offering = true;
    try {
      this.#candidates.restart();
      if (restart) this.connection.restartIce();
      await this.connection.setLocalDescription();
      this.#offers += 1;
      this.#describe(this.#offers);
    } catch {
      // Closed, or overtaken by the other end's offer: whoever watches the connection tries again.
    } finally {
      this.#offering = false;
    }
  }

  /** Takes what the other end sent, one after the other. */
  take(data: SignalData): Promise<void> {
    this.#queue = this.#queue.then(() => this.#take(data)).catch(() => undefined);
    return this.#queue;
  }

  close(): void {
    this.#closed = true;
    this.#candidates.drop();
    this.connection.onnegotiationneeded = null;
    this.connection.onicecandidate = null;
  }

  async #take(data: SignalData): Promise<void> {
    if ('candidates' in data) this.#early = [...this.#early, ...data.candidates].slice(-EARLY);
    else if (data.description.type === 'offer') await this.#offered(data);
    else await this.#answered(data);
    await this.#addCandidates();
  }

  async #offered({ description, offer }: Description): Promise<void> {
    if (offer <= this.#theirs) return;
    const ready = !this.#offering && (this.connection.signalingState === 'stable' || this.#answerPending);
    if (!ready && !this.polite) return;
    this.#theirs = offer;
    await this.connection.setRemoteDescription(description);
    this.offered();
    await this.connection.setLocalDescription();
    this.#describe(offer);
  }

  async #answered({ description, offer }: Description): Promise<void> {
    if (offer !== this.#offers || this.connection.signalingState !== 'have-local-offer') return;
    this.#answerPending = true;
    try {
      await this.connection.setRemoteDescription(description);
    } finally {
      this.#answerPending = false;
    }
  }

  #describe(offer: number): void {
    const { localDescription: made } = this.connection;
    if (this.#closed) return;
    if (made?.type === 'offer' || made?.type === 'answer')
      this.send({ description: { type: made.type, sdp: made.sdp }, offer });
  }

  /** Adds the candidates that belong to the other end's description; others wait for theirs. */
  async #addCandidates(): Promise<void> {
    const sdp = this.connection.remoteDescription?.sdp;
    if (!sdp) return;
    const fits = ({ usernameFragment }: RTCIceCandidateInit) =>
      !usernameFragment || sdp.includes(`a=ice-ufrag:${usernameFragment}\r\n`);
    const fitting = this.#early.filter(fits);
    this.#early = this.#early.filter((candidate) => !fits(candidate));
    for (const candidate of fitting) await this.connection.addIceCandidate(candidate).catch(() => undefined);
  }
}
