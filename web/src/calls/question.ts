import type { ClientFrame } from '../wire';
import type { CallPorts } from './ports';

/** So long an answer is waited for until it is asked again, in ms, and how often it is asked. */
const ANSWER_WITHIN = 5_000;
const TRIES = 6;
/** The longest wait that the server may ask for, in ms. */
const LONGEST_WAIT = 30_000;

/** A frame that is sent until it is answered: it changes nothing when it arrives twice. */
export class Question {
  #tries = 0;
  #off = () => {};

  /** @param unanswered told once it was asked often enough */
  constructor(
    private readonly ports: Pick<CallPorts, 'send' | 'clock'>,
    private readonly frame: ClientFrame,
    private readonly unanswered: () => void,
  ) {
    this.#ask();
  }

  /** The connection is back: what was asked may have got lost. */
  repeat(): void {
    this.#off();
    this.#ask();
  }

  /** The server wants to be asked after so many seconds. */
  postpone(seconds: number): void {
    this.#wait(Math.min(seconds * 1_000, LONGEST_WAIT));
  }

  /** It is answered, or the answer is wanted no more. */
  close(): void {
    this.#off();
  }

  #ask(): void {
    this.ports.send(this.frame);
    this.#wait(ANSWER_WITHIN);
  }

  #wait(ms: number): void {
    this.#off();
    this.#tries += 1;
    this.#off = this.ports.clock.after(ms, this.#tries < TRIES ? () => this.#ask() : this.unanswered);
  }
}
