import type { Message } from '../../wire';
import type { ChangeFrame } from '../ports';
import { emojiKey } from '../room/emoji-key';
import { withOutgoing } from './optimistic';
import type { Outbox } from './outbox';
import type { OutgoingChange } from './outbox-entry';

/** The chats, as far as they are needed here. */
interface Client {
  readonly outbox: Pick<Outbox, 'changesOf' | 'post' | 'discard'>;
  /** The server's state of a message, as far as it is here. */
  find(room: string, seq: number): Message | undefined;
}

/**
 * What the user changes: goes out through the outbox, shows at once, and shows no longer once the server's state has
 * it, or refuses it. Of what is wanted of the same thing one after the other, only the last waits for what is out.
 */
export class OutgoingChanges {
  constructor(
    private readonly me: string,
    private readonly client: Client,
    private readonly uuid: () => string,
  ) {}

  /**
   * A new text. `known`: when the message had last been edited as its author began to edit it, null for never; unless
   * given, as it is now.
   */
  edit(room: string, seq: number, body: string, known?: string | null): void {
    const frame = { type: 'edit', room, seq, client_id: this.uuid(), body } as const;
    const before = this.#alike(frame).find(({ state }) => state !== 'failed');
    const base = before?.frame.type === 'edit' ? before.frame.known : known;
    // One that is out will be the last edit: only once it is stored there is a time to know.
    if (before && (before.tried || base === undefined)) this.#ask(frame);
    else this.#ask({ ...frame, known: base === undefined ? this.#editedAt(room, seq) : base });
  }

  /** Takes the message away, for everybody and for good, and with it what else was to change. */
  remove(room: string, seq: number): void {
    for (const { frame } of this.of(room)) if (frame.seq === seq) this.client.outbox.discard(frame.client_id);
    this.#ask({ type: 'delete', room, seq, client_id: this.uuid() });
  }

  react(room: string, seq: number, emoji: string, on: boolean): void {
    this.#ask({ type: 'react', room, seq, client_id: this.uuid(), emoji, on });
  }

  pin(room: string, seq: number, on: boolean): void {
    this.#ask({ type: 'pin', room, seq, client_id: this.uuid(), on });
  }

  /** A room's changes on their way, and those that failed, until they are discarded or asked for again. */
  of(room: string): readonly OutgoingChange[] {
    return this.client.outbox.changesOf(room);
  }

  /** Messages as the user is to see them; the same array where nothing of them is on its way. */
  applied(room: string, messages: readonly Message[]): readonly Message[] {
    const changes = this.of(room).filter(({ state }) => state !== 'failed');
    if (changes.length === 0) return messages;
    return messages.map((message) => {
      const own = changes.filter(({ frame }) => frame.seq === message.seq);
      return withOutgoing(message, own, this.me);
    });
  }

  /** Refused for good. What was asked of a message that the user has deleted meanwhile is no failure. */
  refused({ room, seq, client_id }: ChangeFrame, code: string): void {
    if (code === 'no_such_message' && this.client.find(room, seq)?.deleted_by === this.me)
      this.client.outbox.discard(client_id);
  }

  #editedAt(room: string, seq: number): string | null {
    return this.client.find(room, seq)?.edited ?? null;
  }

  /** Those that change the same. */
  #alike(frame: ChangeFrame): OutgoingChange[] {
    return this.of(frame.room).filter((each) => same(each.frame, frame));
  }

  #ask(frame: ChangeFrame): void {
    const { outbox } = this.client;
    for (const { frame: before } of this.#alike(frame)) outbox.discard(before.client_id);
    const last = this.#alike(frame).at(-1)?.frame;
    if (!last || contentOf(last) !== contentOf(frame)) outbox.post(frame);
  }
}

/** Both are about a message's text, its pin, or one of its reactions. */
function same(a: ChangeFrame, b: ChangeFrame): boolean {
  if (a.type === 'react' && b.type === 'react') return a.seq === b.seq && emojiKey(a.emoji) === emojiKey(b.emoji);
  return a.type === b.type && a.seq === b.seq;
}

/** What is to be. */
function contentOf(frame: ChangeFrame): string | boolean {
  if (frame.type === 'edit') return frame.body;
  return frame.type === 'delete' ? true : frame.on;
}
