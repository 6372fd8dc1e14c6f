import type { ChangeHandler, ChangePage, ChangesHandler, ChatPage, Message, MessagePage, ThreadPage } from '../../wire';
import type { StoredRoom } from '../ports';
import { ChangeLog } from './change-log';
import { MessageStates } from './message-state';
import { DistantOriginals, quoting } from './quotes';
import type { Run } from './run';
import { Stretches } from './stretches';
import { ThreadSummaries } from './thread-summaries';
import type { Timeline } from './timeline';

/** Further behind than this, the newest page is taken and the rest left to scrolling up. */
export const JUMP = 1000;
/** So many of the newest messages are kept across reloads. */
const KEPT = 200;

/** A run's messages with their threads' summaries, and what they were made of. */
interface Sums {
  messages: readonly Message[];
  of: readonly Message[];
  newest: readonly Message[];
  version: number;
}

/**
 * A room as far as it is known here: its messages, each in its newest state, with its quote and its thread's summary as
 * of now, and how far its changes are in them.
 */
export class RoomLog {
  readonly stretches: Stretches;
  readonly changes = new ChangeLog();
  readonly threads = new ThreadSummaries();
  #outdated = false;
  readonly #sums = new WeakMap<Run, Sums>();
  readonly #originals = new DistantOriginals();
  #stale = false;
  readonly #states: MessageStates;

  constructor(private readonly me: string) {
    this.#states = new MessageStates(me);
    this.stretches = new Stretches(this.#states.newest);
  }

  get timeline(): Timeline {
    return this.stretches.timeline;
  }

  /** What is here is too old to be caught up with: the newest page is to take its place. */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** A message that is here. */
  find(seq: number): Message | undefined {
    return this.stretches.find(seq);
  }

  /** The newest messages, with their threads' summaries. */
  get messages(): readonly Message[] {
    return this.#summed(this.timeline);
  }

  /** The same of those that the reader is shown. */
  get shownMessages(): readonly Message[] {
    return this.#summed(this.stretches.shown);
  }

  /** What is here was kept by an earlier page, and the server has not been asked since. */
  get stale(): boolean {
    return this.#stale;
  }

  /**
   * The newest page; what was kept is caught up with from where it ends, unless that is far. True where it began anew: what
   * a jump led to has to be asked for again.
   */
  open(page: ChatPage): boolean {
    const meets = this.#stale && page.chat.last_seq - this.timeline.end <= JUMP;
    this.#stale = false;
    if (meets) return this.#meet(page);
    const anew = this.timeline.open(page, page.chat.last_seq, this.#outdated);
    if (anew) {
      this.changes.begin(page.rev);
      this.threads.forget();
      this.#originals.forget();
    } else this.changes.join(page.rev);
    this.#outdated = false;
    this.changes.announced(page.chat.last_rev);
    this.#came(page.messages, page.rev);
    const early = this.stretches.takeEarly();
    if (early) this.jump(early);
    return anew;
  }

  /** What an earlier page has kept, where nothing has come yet. */
  seed({ messages, has_older, end, rev }: StoredRoom): void {
    this.timeline.open({ messages, has_older }, end);
    this.changes.begin(rev);
    this.#came(messages, rev);
    this.#stale = true;
  }

  /** As it is to be kept; null where that would not do to begin with. */
  snapshot(): StoredRoom | null {
    const { opened, hasOlder, end } = this.timeline;
    if (!opened || this.#outdated || this.threads.doubtful !== null) return null;
    const { messages } = this;
    const kept = messages.slice(-KEPT);
    return { messages: kept, has_older: hasOlder || kept.length < messages.length, end, rev: this.changes.asked };
  }

  /** The page that was asked for with `after`, where the newest messages end. */
  follow(page: MessagePage): void {
    this.timeline.follow(page);
    this.#joined(page);
  }

  /** The page that was asked for with `before`, where what is shown begins. */
  prepend(before: number, page: MessagePage): void {
    if (this.stretches.shown.prepend(before, page)) this.#joined(page);
  }

  /** The page that was asked for with `after`, where the stretch ends that a jump led to. */
  append(after: number, page: MessagePage): void {
    if (this.stretches.stretch?.append(after, page.messages)) this.#joined(page);
  }

  /** The page around a number. `again`: it only renews what is shown. */
  jump(page: MessagePage, again = false): void {
    if (this.stretches.jump(page, again)) this.#joined(page);
  }

  /** Messages from frames. */
  receive(messages: readonly Message[]): void {
    this.timeline.add(messages);
    this.#settle();
  }

  /** A frame. False where it has to be asked for what it leaves open, though there is no hole. */
  change(frame: ChangeHandler | ChangesHandler): boolean {
    const single = frame.type === 'change_handler';
    const span = { after: single ? frame.rev - 1 : frame.after, rev: frame.rev };
    const messages = single ? [frame.message] : frame.messages;
    if (single && frame.kind === 'react' && frame.username === this.me)
      this.reacted(frame.seq, frame.emoji ?? '', frame.on ?? false, frame.rev);
    // One after the other, frames tell of all that the reader did; gathered ones do not, nor does one before a hole is filled.
    const inOrder = single && span.after <= this.changes.rev;
    const isHere = ({ seq }: Message) => seq >= this.timeline.start || this.find(seq) !== undefined;
    const unsure = !inOrder && messages.some((each) => isHere(each) && this.#states.unsure(each));
    const { thread } = single ? frame.message : { thread: null };
    const left = single && 'thread_replies' in frame ? (frame.thread_replies ?? null) : undefined;
    this.#changed(messages);
    if (thread && left !== undefined) this.threads.tell(thread, left, frame.rev);
    this.changes.heard(span);
    if (unsure) this.changes.doubt(span);
    return !unsure;
  }

  /** The reader's reaction to a message is what it was to be, as of `rev`. */
  reacted(seq: number, emoji: string, on: boolean, rev: number): void {
    this.#states.reacted(seq, emoji, on, rev);
  }

  /** The page that was asked for with `after` and `from`, when changes up to `known` were known of. */
  changed(page: ChangePage, after: number, from: number, known: number): void {
    if (page.reset) return this.#reset(page.rev < after);
    this.#originals.forget(from);
    this.#changed(page.messages);
    // Older messages have come meanwhile, of which it does not speak.
    if (this.stretches.from >= from) this.changes.answered({ after, rev: page.rev }, !page.more, known);
  }

  /** A thread's page, which tells how many replies are left of it. */
  recounted({ root, rev }: ThreadPage): void {
    this.threads.tell(root.seq, root.replies, rev);
    this.threads.over(root.seq);
  }

  /** States of messages after changes. */
  #changed(messages: readonly Message[]): void {
    this.timeline.add(messages);
    this.stretches.update(messages);
    this.threads.shown(messages, 0);
    for (const message of messages) {
      const { seq, thread, deleted, rev } = message;
      if (!this.find(seq)) this.#originals.heard(message);
      if (deleted && thread && this.find(thread)) this.threads.lost(thread, rev);
    }
    this.#settle();
  }

  /** A page came beside others, whose messages show every change up to its `rev`. */
  #joined({ messages, rev }: MessagePage): void {
    this.changes.join(rev);
    this.#came(messages, rev);
  }

  #came(messages: readonly Message[], rev: number): void {
    this.stretches.update(messages);
    this.threads.shown(messages, rev);
    this.#settle();
  }

  /** What meets becomes one, and quotes tell what their originals say. */
  #settle(): void {
    this.stretches.settle((message) => {
      if (message.reply_to === null) return message;
      const original = this.find(message.reply_to) ?? this.#originals.get(message.reply_to);
      return original ? quoting(message, original) : message;
    });
  }

  /** The same array as long as nothing of it changes. */
  #summed(run: Run): readonly Message[] {
    const [before, { version }, newest] = [this.#sums.get(run), this.threads, this.timeline.messages];
    if (before?.of === run.messages && before.newest === newest && before.version === version) return before.messages;
    const messages = this.threads.applied(run.messages, newest);
    this.#sums.set(run, { of: run.messages, newest, version, messages });
    return messages;
  }

  /** The newest page: it may lie behind a hole. */
  #meet(page: ChatPage): boolean {
    this.timeline.announced(page.chat.last_seq);
    this.timeline.add(page.messages);
    this.changes.join(page.rev);
    this.changes.announced(page.chat.last_rev);
    this.#came(page.messages, page.rev);
    const early = this.stretches.takeEarly();
    if (early) this.jump(early);
    return false;
  }

  /** `lost`: the server has fewer changes than are known here, so it was set back. */
  #reset(lost: boolean): void {
    this.#outdated = true;
    this.changes.forget();
    if (lost) this.stretches.forget();
  }
}
