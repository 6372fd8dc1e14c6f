import { signal } from '@preact/signals';
import { isFinal } from '../../sync/connection/backoff';
import type { Ports } from '../../sync/ports';
import { Retry } from '../../sync/retry';
import { MessageStates } from '../../sync/room/message-state';
import type { Loading } from '../../sync/room/page-loader';
import { quoting } from '../../sync/room/quotes';
import type { Message, Quote, ThreadPage } from '../../wire/index';

const PAGE = 50;
/** The most that a call answers. */
const LONGEST_PAGE = 200;

/** A thread that is open: its first message and its replies, a page after the other, with what is heard since. */
export class Thread {
  readonly root = signal<Message | null>(null);
  /** Oldest first, without deleted ones. */
  readonly replies = signal<readonly Message[]>([]);
  /** There are more behind them. */
  readonly hasNewer = signal(true);
  readonly loading = signal<Loading>('idle');
  /** There is no such thread. */
  readonly gone = signal(false);
  /** What the reply that is being written is one to, where that is not the first message. */
  readonly replying = signal<Quote | null>(null);
  /** What was heard while a page was on its way. */
  #heard: Message[] = [];
  readonly #states: MessageStates;
  readonly #retry: Retry;

  /** `page` gets the replies behind a number. */
  constructor(
    me: string,
    readonly seq: number,
    private readonly page: (after: number, limit: number) => Promise<ThreadPage>,
    world: Pick<Ports, 'clock' | 'random' | 'signals'>,
  ) {
    this.#states = new MessageStates(me);
    this.#retry = new Retry(world, () => void this.more());
  }

  find(seq: number): Message | undefined {
    return [this.root.value, ...this.replies.value].find((message) => message?.seq === seq) ?? undefined;
  }

  /** Loads the next page, or the first. What fails is tried again by itself, until `stop`. */
  async more(): Promise<void> {
    if (this.loading.value === 'loading' || !this.hasNewer.value) return;
    await this.#load(this.replies.value.at(-1)?.seq ?? 0, PAGE, (page) => [...this.replies.value, ...page]);
  }

  /** Something of it was missed: what is here is loaded anew, as far as it went. */
  async renew(): Promise<void> {
    if (!this.root.value || this.loading.value === 'loading') return;
    const kept = this.replies.value;
    const beyond = (page: readonly Message[]) => {
      const last = page.at(-1)?.seq ?? 0;
      return kept.length > LONGEST_PAGE ? [...page, ...kept.filter(({ seq }) => seq > last)] : page;
    };
    await this.#load(0, LONGEST_PAGE, beyond);
  }

  /** Messages of the chat that came, or states of them after a change. */
  take(messages: readonly Message[]): void {
    if (this.loading.value === 'loading') this.#heard.push(...messages);
    const root = this.root.value;
    if (!root) return;
    const known = new Map([root, ...this.replies.value].map((message) => [message.seq, message]));
    for (const message of messages) {
      const before = known.get(message.seq);
      const isNew = message.thread === root.seq && !this.hasNewer.value;
      if (before || isNew) known.set(message.seq, this.#states.newest(before, message));
    }
    const [first = root, ...replies] = [...known.values()].sort((a, b) => a.seq - b.seq);
    this.root.value = first;
    this.replies.value = replies.filter(({ deleted }) => !deleted).map((reply) => this.#quoting(reply, known));
  }

  stop(): void {
    this.#retry.stop();
  }

  #quoting(reply: Message, known: ReadonlyMap<number, Message>): Message {
    const original = known.get(reply.reply_to ?? 0);
    return original ? quoting(reply, original) : reply;
  }

  async #load(after: number, limit: number, join: (page: readonly Message[]) => readonly Message[]): Promise<void> {
    this.loading.value = 'loading';
    this.#heard = [];
    this.#retry.stop();
    try {
      const { root, messages, has_newer } = await this.page(after, limit);
      this.root.value = this.#states.newest(this.root.value ?? undefined, root);
      this.replies.value = join(messages);
      this.hasNewer.value = has_newer;
      this.loading.value = 'idle';
      this.take(this.#heard);
    } catch (error) {
      this.loading.value = 'failed';
      this.gone.value = isFinal(error);
      this.#retry.failed(error);
    }
  }
}
