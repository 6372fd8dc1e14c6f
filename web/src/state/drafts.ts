const KEY = (user: string) => `snowfight.drafts.${user}`;
/** Drafts of more chats than this are not kept; the oldest go. */
const KEPT = 100;

/** By chat, the one that was written in last comes last. */
type Texts = ReadonlyMap<string, string>;

/**
 * What a user has begun to write, one text a chat, kept in the browser. It outlives the page and a session that ends by
 * itself; whoever logs out leaves nothing behind.
 */
export class Drafts {
  /** Where the browser keeps nothing, drafts live as long as the page. */
  #unkept: Texts | null = null;
  readonly #key: string;

  constructor(
    user: string,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  ) {
    this.#key = KEY(user);
  }

  of(room: string): string {
    return this.#texts().get(room) ?? '';
  }

  /** Takes the place of what was kept before; without any words, nothing is. */
  keep(room: string, text: string): void {
    const others = [...this.#texts()].filter(([other]) => other !== room);
    const texts: [string, string][] = text.trim() ? [...others, [room, text]] : others;
    this.#write(new Map(texts.slice(-KEPT)));
  }

  clear(): void {
    this.#write(new Map());
  }

  /** Read each time: another tab may have written. */
  #texts(): Texts {
    if (this.#unkept) return this.#unkept;
    try {
      return textsOf(JSON.parse(this.storage.getItem(this.#key) ?? '[]'));
    } catch {
      return new Map();
    }
  }

  #write(texts: Texts): void {
    try {
      if (texts.size > 0) this.storage.setItem(this.#key, JSON.stringify([...texts]));
      else this.storage.removeItem(this.#key);
      this.#unkept = null;
    } catch {
      this.#unkept = texts;
    }
  }
}

/** What is sound of what was kept, perhaps by another version of the client. */
function textsOf(kept: unknown): Texts {
  return new Map(Array.isArray(kept) ? kept.filter(isDraft) : []);
}

function isDraft(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}
