import type { StoredRoom } from '../sync/ports';
import type { Chat } from '../wire';

/** What is kept of a user's chats. */
export interface ListRow {
  user: string;
  chats: readonly Chat[];
}

/** What is kept of one room; `used`: when it was written last, in milliseconds since 1970. */
export interface RoomRow extends StoredRoom {
  user: string;
  room: string;
  used: number;
}

const NAME = 'snowfight.chats';
/** Another shape of what is kept is another version: what an older one holds is dropped, the server has it. */
const VERSION = 1;
export const LISTS = 'lists';
export const ROOMS = 'rooms';
/** Rooms by `[user, used]`. */
export const BY_USE = 'used';

/**
 * The chats that this browser keeps, in IndexedDB. Where it refuses (private windows, site data blocked, no room left)
 * nothing is kept and nothing fails: errors of IndexedDB end here, and nowhere else.
 */
export class ChatDatabase {
  readonly #database: Promise<IDBDatabase | null> = open().catch(() => null);

  /** The row with that key; undefined where there is none, or it cannot be read. */
  async row<T>(table: string, key: IDBValidKey): Promise<T | undefined> {
    try {
      const transaction = (await this.#database)?.transaction(table);
      return transaction && (await settled<T | undefined>(transaction.objectStore(table).get(key)));
    } catch {
      return undefined;
    }
  }

  /** All of `work` is written, or nothing. Resolves once it is known which. */
  async write(work: (lists: IDBObjectStore, rooms: IDBObjectStore) => void): Promise<void> {
    try {
      const transaction = (await this.#database)?.transaction([LISTS, ROOMS], 'readwrite');
      if (!transaction) return;
      work(transaction.objectStore(LISTS), transaction.objectStore(ROOMS));
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
        transaction.onabort = resolve;
      });
    } catch {
      // What is not kept is loaded from the server.
    }
  }
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const database = request.result;
    for (const table of [...database.objectStoreNames]) database.deleteObjectStore(table);
    database.createObjectStore(LISTS, { keyPath: 'user' });
    database.createObjectStore(ROOMS, { keyPath: ['user', 'room'] }).createIndex(BY_USE, ['user', 'used']);
  };
  const database = await settled(request);
  // A newer version of the client waits for this one to let go.
  database.onversionchange = () => database.close();
  return database;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
