import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Outgoing } from '../../sync/outbox';
import type { Phase } from '../../sync/room';
import type { Chat, Member, MemberPage, Message, SystemFrame } from '../../wire/index';
import { MemberPages } from './members';
import { namesakesAmong } from './namesakes';
import { OpenedSpoilers } from './opened-spoilers';

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

/** A page keeps no more of them than this. */
const LIMIT = 100;

/** What the page shows of one chat. */
export class RoomState {
  readonly chat = signal<Chat | null>(null);
  readonly memberPages: MemberPages;
  readonly messages = signal<readonly Message[]>([]);
  readonly unsent = signal<readonly Outgoing[]>([]);
  readonly systemEvents = signal<readonly SystemEvent[]>([]);
  /** How far others have read, by username, as far as it was told. */
  readonly readers = signal<Readonly<Record<string, number>>>({});
  readonly phase = signal<Phase>('opening');
  /** 403: an open group that the user is no member of; 404: none; 0: all is well. */
  readonly goneWith = signal(0);
  /** Nothing has come yet, and not for lack of asking. */
  readonly struggling = signal(false);
  readonly hasOlder = signal(false);
  readonly older = signal<'idle' | 'loading' | 'failed'>('idle');
  /** How many users have the chat open; null until told. */
  readonly online = signal<number | null>(null);

  /** The number up to which the reader knew the chat when they came or last looked; null where they know all. */
  readonly knownTo = signal<number | null>(null);
  /** Where the reader left it; null at the end. */
  place: Place | null = null;
  /** What they opened in its messages. */
  readonly opened = new OpenedSpoilers();
  #met = false;

  /** How many members there are, whether they are known or not. */
  readonly memberCount = computed(() => {
    const known = this.members.value.length;
    return this.memberPages.complete ? known : Math.max(known, this.chat.value?.member_count ?? 0);
  });
  /** Those among the people known here, by username, whose name alone does not tell them apart. */
  readonly namesakes = computed(() =>
    namesakesAmong([...this.members.value, ...this.messages.value.map(({ author }) => author)]),
  );

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

  /** The reader comes. */
  entered(): void {
    this.#met = false;
    this.knownTo.value = null;
  }

  /** How far they have read, from the first that knows since they came. */
  met({ unread, read_seq }: Chat): void {
    if (!this.#met) this.knownTo.value = unread > 0 ? read_seq : null;
    this.#met = true;
  }

  /** The reader looks away: what is said from now on will be new to them. */
  lookedAway(): void {
    this.knownTo.value = this.messages.value.at(-1)?.seq ?? this.knownTo.value;
  }

  addSystemEvent(event: SystemEvent): void {
    const known = this.systemEvents.value;
    if (!known.some((other) => sameSystemEvent(other, event))) {
      this.systemEvents.value = [...known, event].slice(-LIMIT);
    }
  }

  readBy(username: string, seq: number): void {
    if (seq > (this.readers.value[username] ?? 0)) this.readers.value = { ...this.readers.value, [username]: seq };
  }
}

export function sameSystemEvent(a: Omit<SystemEvent, 'name'>, b: Omit<SystemEvent, 'name'>): boolean {
  return a.event === b.event && a.username === b.username && a.created === b.created;
}
