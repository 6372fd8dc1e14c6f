import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ChatClient } from '../../sync/client';
import type { Outgoing, OutgoingChange } from '../../sync/outbox/outbox-entry';
import type { Loading } from '../../sync/room/page-loader';
import type { Phase } from '../../sync/room/room';
import type { Press } from '../../voice/press';
import type { Author, Chat, ChatPage, Member, MemberPage, Message, Quote, SystemFrame } from '../../wire/index';
import type { Thread } from '../threads/thread';
import { MemberPages } from './members';
import { namesakesAmong } from './namesakes';
import { OpenedSpoilers } from './opened-spoilers';
import type { Pins } from './pins';

/** Something that happened to a group while the page was open; `name` is what the one concerned is called. */
export interface SystemEvent {
  event: SystemFrame['event'];
  username: string;
  name: string;
  created: string;
}

/** Where in a conversation a reader is: so many pixels past the start of a line. */
export interface Place {
  key: string;
  past: number;
}

/** A message that is being edited. */
export interface Editing {
  seq: number;
  /** The text as it is written now. */
  text: string;
  /** When the message had been edited last as this began, null for never; undefined where an own edit was on its way. */
  known: string | null | undefined;
}

/** A page keeps no more of them than this. */
const LIMIT = 100;

/** What the page shows of one chat. */
export class RoomState {
  readonly chat = signal<Chat | null>(null);
  readonly memberPages: MemberPages;
  /** The newest stored messages, with what the user is changing of them. */
  readonly messages = signal<readonly Message[]>([]);
  /** Those that the reader is shown: the newest, or others, that a jump led to. */
  readonly shown = signal<readonly Message[]>([]);
  /** They are not the newest: something lies between. */
  readonly apart = signal(false);
  /** Another number whenever a jump has put other messages in the place of those shown. */
  readonly jumps = signal(0);
  /** What becomes of the jump that was asked for last. */
  readonly jumping = signal<Loading>('idle');
  /** The thread that is open beside the conversation. */
  readonly thread = signal<Thread | null>(null);
  readonly unsent = signal<readonly Outgoing[]>([]);
  /** What the user changes, until it is stored and shown; what failed, until it is discarded or asked for again. */
  readonly changes = signal<readonly OutgoingChange[]>([]);
  /** The pinned messages, the newest pin first; null until they have come. */
  readonly pins = signal<readonly Message[] | null>(null);
  /** What follows them; null unless something does. */
  pinList: Pins | null = null;
  readonly systemEvents = signal<readonly SystemEvent[]>([]);
  /** How far others have read, by username, as far as it was told. */
  readonly readers = signal<Readonly<Record<string, number>>>({});
  readonly phase = signal<Phase>('opening');
  /** 403: an open group that the user is no member of; 404: none; 0: all is well. */
  readonly goneWith = signal(0);
  /** Nothing has come yet, and not for lack of asking. */
  readonly struggling = signal(false);
  readonly hasOlder = signal(false);
  readonly older = signal<Loading>('idle');
  readonly newer = signal<Loading>('idle');
  /** How many users have the chat open; null until told. */
  readonly online = signal<number | null>(null);

  /** The message that the user edits in the composer; null while they write a new one. */
  readonly editing = signal<Editing | null>(null);
  /** Voice messages that are begun and not sent, by the thread that they are for; 0 is the conversation. */
  readonly recordings = new Map<number, Press>();
  /** What the message that is being written is a reply to. */
  readonly replying = signal<Quote | null>(null);
  /** The message that the reader wants to be taken to, by its number; null once they are there. */
  readonly target = signal<number | null>(null);
  /** The last of them that was asked for, since it was not here. */
  asked: number | null = null;

  /** The number up to which the reader knew the chat when they came or last looked; null where they know all. */
  readonly knownTo = signal<number | null>(null);
  /** The message from which on the reader has marked the chat unread; null where they have not. */
  readonly unreadFrom = signal<number | null>(null);
  /** They have just marked it: looking at it reads nothing until they come back. */
  keptUnread = false;
  /** Where the reader left it; null at the end. */
  place: Place | null = null;
  /** What they opened in its messages. */
  readonly opened = new OpenedSpoilers();
  #met = false;

  /** The number from which on messages are new to the reader; null where none is. */
  readonly firstUnread = computed(() => {
    const first = (this.knownTo.value ?? Number.POSITIVE_INFINITY) + 1;
    return first <= (this.messages.value.at(-1)?.seq ?? 0) ? first : null;
  });
  /** How many members there are, whether they are known or not. */
  readonly memberCount = computed(() => {
    const known = this.members.value.length;
    return this.memberPages.complete ? known : Math.max(known, this.chat.value?.member_count ?? 0);
  });
  /** Those among the people known here, by username, whose name alone does not tell them apart. */
  readonly namesakes = computed(() => namesakesAmong(this.#known.value));
  /** The people known here, by username. */
  readonly people = computed(() => new Map(this.#known.value.map((person) => [person.username, person])));
  readonly #known = computed<Author[]>(() => [
    ...this.messages.value.map(({ author }) => author),
    ...(this.apart.value ? this.shown.value.map(({ author }) => author) : []),
    ...this.members.value,
  ]);

  /** `page` gets a page of the members; without a cursor the first. */
  constructor(
    readonly name: string,
    page: (cursor: string | undefined) => Promise<MemberPage>,
  ) {
    this.memberPages = new MemberPages(page);
  }

  /** The members, as far as they are known. */
  get members(): ReadonlySignal<readonly Member[]> {
    return this.memberPages.members;
  }

  /** As the sync core has it now. */
  refresh(client: ChatClient): void {
    const room = client.room(this.name);
    batch(() => {
      this.unsent.value = client.unsent.messages(this.name);
      const changes = client.outbox.changesOf(this.name);
      if (changes.length + this.changes.value.length > 0) this.changes.value = changes;
      if (!room) return;
      const { stretches } = room.log;
      this.messages.value = client.unsent.applied(this.name);
      this.shown.value = stretches.stretch ? client.unsent.shown(this.name) : this.messages.value;
      this.apart.value = stretches.stretch !== null;
      this.jumps.value = stretches.jumps;
      this.jumping.value = room.pages.jump;
      this.phase.value = room.phase;
      this.struggling.value = room.struggling;
      this.goneWith.value = room.goneWith;
      this.hasOlder.value = stretches.shown.hasOlder;
      this.older.value = room.pages.older;
      this.newer.value = room.pages.newer;
    });
  }

  /** A message that is here: among the newest, those shown, or in the open thread. */
  find(seq: number): Message | undefined {
    const isIt = (message: Message) => message.seq === seq;
    return this.shown.value.find(isIt) ?? this.messages.value.find(isIt) ?? this.thread.value?.find(seq);
  }

  /** The reader comes, from a list that may have known the chat. */
  entered(listed?: Chat, fresh = true): void {
    this.#met = false;
    this.keptUnread = false;
    this.knownTo.value = null;
    this.unreadFrom.value = null;
    if (listed) this.chat.value ??= listed;
    if (listed && fresh) this.met(listed);
  }

  /** How far they have read, from the first that knows since they came. Where they marked it unread, they are led to. */
  met({ unread, read_seq, unread_from }: Chat): void {
    if (!this.#met && unread_from) {
      this.markedUnread(unread_from);
      this.target.value ??= unread_from;
    } else if (!this.#met) this.knownTo.value = unread > 0 ? read_seq : null;
    this.#met = true;
  }

  /** From a message on, all counts as new again. */
  markedUnread(seq: number): void {
    this.unreadFrom.value = seq;
    this.knownTo.value = seq - 1;
  }

  /** The reader says something: nothing is new to them. */
  spoke(): void {
    this.keptUnread = false;
    this.knownTo.value = null;
    this.unreadFrom.value = null;
  }

  /** The chat is as the list says, which knows more than what it was opened with. */
  renewed(chat: Chat): void {
    if (this.chat.value) this.chat.value = chat;
  }

  /** The newest page came. */
  came({ chat, members, members_cursor, readers }: ChatPage): void {
    this.met(chat);
    this.chat.value = chat;
    this.memberPages.begin(members, members_cursor);
    this.online.value ??= chat.online_count;
    for (const [username, seq] of Object.entries(readers ?? {})) this.readBy(username, seq);
  }

  /** The reader looks away: what is said from now on will be new to them. */
  lookedAway(): void {
    if (this.keptUnread) return;
    this.knownTo.value = this.messages.value.at(-1)?.seq ?? this.knownTo.value;
    this.unreadFrom.value = null;
  }

  addSystemEvent(event: SystemEvent): void {
    const known = this.systemEvents.value;
    if (!known.some((other) => sameSystemEvent(other, event))) {
      this.systemEvents.value = [...known, event].slice(-LIMIT);
    }
  }

  /** So many have it open; the members where they are told. */
  counted({ online_count, members }: { online_count: number; members?: readonly Member[] | null }): void {
    this.online.value = online_count;
    if (members) this.memberPages.begin(members, null);
  }

  readBy(username: string, seq: number): void {
    if (seq > (this.readers.value[username] ?? 0)) this.readers.value = { ...this.readers.value, [username]: seq };
  }
}

export function sameSystemEvent(a: Omit<SystemEvent, 'name'>, b: Omit<SystemEvent, 'name'>): boolean {
  return a.event === b.event && a.username === b.username && a.created === b.created;
}
