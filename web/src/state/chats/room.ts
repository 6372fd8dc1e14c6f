import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Outgoing } from '../../sync/outbox';
import type { Phase } from '../../sync/room';
import type { Chat, Member, MemberPage, Message, SystemFrame } from '../../wire/index';
import { Roster } from './members';
import { namesakesAmong } from './namesakes';
import { Opened } from './opened-spoilers';

/** Something that happened to a group while the page was open; `name` is what the one concerned is called. */
export interface Happening {
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
const KEPT = 100;

/** What the page shows of one chat. */
export class RoomState {
  readonly chat = signal<Chat | null>(null);
  readonly roster: Roster;
  readonly messages = signal<readonly Message[]>([]);
  readonly unsent = signal<readonly Outgoing[]>([]);
  readonly happenings = signal<readonly Happening[]>([]);
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
  readonly opened = new Opened();
  #met = false;

  /** How many members there are, whether they are known or not. */
  readonly memberCount = computed(() => {
    const known = this.members.value.length;
    return this.roster.complete ? known : Math.max(known, this.chat.value?.member_count ?? 0);
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
    this.roster = new Roster(page);
  }

  /** The members, as far as they are known. */
  get members(): ReadonlySignal<readonly Member[]> {
    return this.roster.members;
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

  happened(happening: Happening): void {
    const known = this.happenings.value;
    if (!known.some((other) => sameHappening(other, happening))) {
      this.happenings.value = [...known, happening].slice(-KEPT);
    }
  }

  readBy(username: string, seq: number): void {
    if (seq > (this.readers.value[username] ?? 0)) this.readers.value = { ...this.readers.value, [username]: seq };
  }
}

export function sameHappening(a: Omit<Happening, 'name'>, b: Omit<Happening, 'name'>): boolean {
  return a.event === b.event && a.username === b.username && a.created === b.created;
}
