import type { Attention, Clock, RoomStore, StoredRoom } from '../sync/ports';
import type { Chat } from '../wire';
import { BY_USE, type ChatDatabase, LISTS, type ListRow, ROOMS, type RoomRow } from './chat-database';

/** So many rooms are kept, those used last. */
const MOST_ROOMS = 30;
/** What changes is written at most once in this many milliseconds. */
const EVERY = 1_000;
const DAY = 24 * 60 * 60 * 1000;

/**
 * A user's chats as this browser keeps them, so that the page shows them before the network answers. It never rejects:
 * where the browser refuses, it holds nothing.
 */
export class ChatStore implements RoomStore {
  #chats: (() => readonly Chat[] | null) | null = null;
  #rooms = new Map<string, () => StoredRoom | null>();
  #cancelTimer: (() => void) | undefined;
  #cleared = false;
  readonly #list: Promise<ListRow | undefined>;

  constructor(
    private readonly user: string,
    private readonly database: Pick<ChatDatabase, 'row' | 'write'>,
    private readonly clock: Clock,
    attention: Pick<Attention, 'listen'>,
  ) {
    this.#list = database.row<ListRow>(LISTS, user);
    // The page may not come back.
    attention.listen((change) => change === 'hidden' && void this.flush());
  }

  /** The list of chats as it was kept; null where none was. */
  async chats(): Promise<readonly Chat[] | null> {
    return (await this.#list)?.chats ?? null;
  }

  /** `snapshot` is asked for when it is written. */
  keepChats(snapshot: () => readonly Chat[] | null): void {
    this.#chats = snapshot;
    this.#later();
  }

  /** What was kept of a room of the list, without what its retention has ended since; null where nothing was. */
  async load(room: string): Promise<StoredRoom | null> {
    const [chats, row] = await Promise.all([this.chats(), this.database.row<RoomRow>(ROOMS, [this.user, room])]);
    const chat = chats?.find(({ name }) => name === room);
    if (!row || !chat || this.#cleared) return null;
    const since = chat.retention_days === null ? 0 : this.clock.now() - chat.retention_days * DAY;
    const messages = row.messages.filter(({ created }) => Date.parse(created) > since);
    const { end, rev } = row;
    // What is before an expired one has expired as well.
    return { messages, has_older: row.has_older && messages.length === row.messages.length, end, rev };
  }

  keep(room: string, snapshot: () => StoredRoom | null): void {
    this.#rooms.set(room, snapshot);
    this.#later();
  }

  remove(room: string): void {
    this.#rooms.delete(room);
    void this.database.write((_, rooms) => rooms.delete([this.user, room]));
  }

  /** Writes what has changed since it was written last. */
  async flush(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const chats = this.#chats?.() ?? null;
    const changed = [...this.#rooms];
    this.#chats = null;
    this.#rooms.clear();
    if (this.#cleared || (!chats && changed.length === 0)) return;
    await this.database.write((lists, rooms) => {
      deleteOutside(lists, this.user, this.user);
      deleteOutside(rooms, [this.user], [this.user, []]);
      if (chats) lists.put({ user: this.user, chats } satisfies ListRow);
      for (const [room, snapshot] of changed) {
        const stored = snapshot();
        if (stored) rooms.put({ ...stored, user: this.user, room, used: this.clock.now() } satisfies RoomRow);
      }
      this.#drop(rooms, chats);
    });
  }

  /** Leaves nothing behind, and keeps nothing from now on. */
  async clear(): Promise<void> {
    this.#cleared = true;
    await this.database.write((lists, rooms) => {
      lists.clear();
      rooms.clear();
    });
  }

  #later(): void {
    if (!this.#cleared) this.#cancelTimer ??= this.clock.after(EVERY, () => void this.flush());
  }

  /** Rooms beyond the bound, and those that are no longer in the list, go. */
  #drop(rooms: IDBObjectStore, chats: readonly Chat[] | null): void {
    const listed = chats && new Set(chats.map(({ name }) => name));
    const range = IDBKeyRange.bound([this.user], [this.user, []]);
    const request = rooms.index(BY_USE).getAllKeys(range);
    request.onsuccess = () => {
      const keys = request.result as [string, string][];
      const kept = keys.filter(([, room]) => !listed || listed.has(room)).slice(-MOST_ROOMS);
      for (const key of keys) if (!kept.includes(key)) rooms.delete(key);
    };
  }
}

/** What other users left goes when one signs in. */
function deleteOutside(rows: IDBObjectStore, first: IDBValidKey, last: IDBValidKey): void {
  rows.delete(IDBKeyRange.upperBound(first, true));
  rows.delete(IDBKeyRange.lowerBound(last, true));
}
