import type { Store, Unsent } from '../../sync/ports';

const OUTBOX = 'outbox';

/** A user's unsent messages in IndexedDB, where they outlive the page. Keys are `[user, client_id]`. */
export class IndexedDbStore implements Store {
  #db: Promise<IDBDatabase>;

  constructor(private readonly user: string) {
    this.#db = open();
    // Without IndexedDB (some private windows) each call rejects, and messages live as long as the page.
    this.#db.catch(() => undefined);
  }

  async load(): Promise<Unsent[]> {
    return this.#do('readonly', (outbox) => outbox.getAll(this.#mine()));
  }

  async put(unsent: Unsent): Promise<void> {
    await this.#do('readwrite', (outbox) => outbox.put(unsent, [this.user, unsent.frame.client_id]));
  }

  async remove(clientId: string): Promise<void> {
    await this.#do('readwrite', (outbox) => outbox.delete([this.user, clientId]));
  }

  /** Forgets all of the user's unsent messages: whoever logs out leaves nothing behind. */
  async clear(): Promise<void> {
    await this.#do('readwrite', (outbox) => outbox.delete(this.#mine()));
  }

  #mine(): IDBKeyRange {
    return IDBKeyRange.bound([this.user], [this.user, []]);
  }

  async #do<T>(mode: IDBTransactionMode, work: (outbox: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const db = await this.#db;
    return settled(work(db.transaction(OUTBOX, mode).objectStore(OUTBOX)));
  }
}

/** Rejects, and never throws, where the browser refuses. */
async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('snowfight', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(OUTBOX);
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
