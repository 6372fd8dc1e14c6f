import type { Message, MessagePage } from '../../wire';
import type { Newest, Run } from './run';
import { Stretch } from './stretch';
import { Timeline } from './timeline';

/** As much of a room's log as is here: its newest messages, and perhaps another stretch, that a jump led to. */
export class Stretches {
  readonly timeline: Timeline;
  #stretch: Stretch | null = null;
  #early: MessagePage | null = null;
  #jumps = 0;

  constructor(private readonly newest: Newest) {
    this.timeline = new Timeline(newest);
  }

  /** What a jump led to, as long as it does not meet the newest messages. */
  get stretch(): Stretch | null {
    return this.#stretch;
  }

  /** What the reader is shown. */
  get shown(): Run {
    return this.#stretch ?? this.timeline;
  }

  /** Another number whenever a jump has put other messages in the place of those shown. */
  get jumps(): number {
    return this.#jumps;
  }

  /** Changes of messages from this number on show: in themselves, or in a quote. */
  get from(): number {
    const quoted = this.#runs.flatMap(({ messages }) => messages.map(({ reply_to }) => reply_to ?? Infinity));
    return quoted.reduce((least, seq) => Math.min(least, seq), Math.min(...this.#runs.map(({ start }) => start)));
  }

  /** A message that is here. */
  find(seq: number): Message | undefined {
    return this.timeline.find(seq) ?? this.#stretch?.find(seq);
  }

  /**
   * The page around a number takes the place of what is shown; `again`: it only renews it. False where it waits for the
   * newest page, or is empty.
   */
  jump(page: MessagePage, again: boolean): boolean {
    this.#early = this.timeline.opened ? null : page;
    if (this.#early || page.messages.length === 0) return false;
    const before = this.#stretch;
    this.#stretch = new Stretch(page, this.newest);
    if (before) this.#stretch.update(before.messages);
    if (!again) this.#jumps += 1;
    return true;
  }

  /** What a jump led to before the newest page was there. */
  takeEarly(): MessagePage | null {
    const early = this.#early;
    this.#early = null;
    return early;
  }

  /** Back to the newest messages. */
  latest(): void {
    this.#early = null;
    if (!this.#stretch) return;
    this.#stretch = null;
    this.#jumps += 1;
  }

  /** Newer states of messages take their place. */
  update(messages: readonly Message[]): void {
    for (const run of this.#runs) run.update(messages);
  }

  /** What meets becomes one; each message is put into the form that `form` gives it. */
  settle(form: (message: Message) => Message): void {
    if (this.#stretch && this.timeline.meet(this.#stretch)) this.#stretch = null;
    for (const run of this.#runs) run.reform(form);
  }

  /** What is here is no longer what the server has. */
  forget(): void {
    this.timeline.forget();
    this.#stretch = null;
  }

  get #runs(): Run[] {
    return this.#stretch ? [this.timeline, this.#stretch] : [this.timeline];
  }
}
