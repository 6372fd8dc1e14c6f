import type { LocalStorage } from '../page/local-storage';

/** Drafts of more chats than this are not kept; those that were written in longest ago go. */
const LIMIT = 100;

/** By chat, the one that was written in last comes last. */
type Texts = ReadonlyMap<string, string>;

/**
 * What a user has begun to write, one text a chat, kept in the browser. It outlives the page and a session that ends by
 * itself; whoever logs out leaves nothing behind.
 */
export class Drafts {
  readonly #name: string;

  constructor(
    user: string,
    private readonly storage: Pick<LocalStorage, 'get' | 'set' | 'remove'>,
  ) {
    this.#name = `snowfight.drafts.${user}`;
  }

  of(room: string): string {
    return this.#texts().get(room) ?? '';
  }

  /** Takes the place of what was kept before; without any words, nothing is. */
  keep(room: string, text: string): void {
    const others = [...this.#texts()].filter(([other]) => other !== room);
    const texts: [string, string][] = text.trim() ? [...others, [room, text]] : others;
    if (texts.length > 0) this.storage.set(this.#name, JSON.stringify(texts.slice(-LIMIT)));
    else this.clear();
  }

  clear(): void {
    this.storage.remove(this.#name);
  }

  /** Read each time: another tab may have written. */
  #texts(): Texts {
    try {
      return textsOf(JSON.parse(this.storage.get(this.#name) ?? '[]'));
    } catch {
      return new Map();
    }
  }
}

/** What is sound of what was kept, perhaps by another version of the client. */
function textsOf(stored: unknown): Texts {
  return new Map(Array.isArray(stored) ? stored.filter(isDraft) : []);
}

function isDraft(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}
