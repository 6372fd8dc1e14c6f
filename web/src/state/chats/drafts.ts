import { signal } from '@preact/signals';
import type { LocalStorage } from '../page/local-storage';
import type { Editing } from './room';

/** Drafts of more chats than this are not kept; those that were written in longest ago go. */
const LIMIT = 100;

/** What was begun in a chat. */
export interface Draft {
  /** A new message. */
  text: string;
  /** The number of the message that it replies to. */
  reply_to: number | null;
  /** The message that is being edited meanwhile, with its text as it is written now. */
  editing: Editing | null;
}

const NOTHING: Draft = { text: '', reply_to: null, editing: null };

/** By chat, the one that was written in last comes last. */
type Kept = ReadonlyMap<string, Draft>;

/**
 * What a user has begun to write, one draft a chat, kept in the browser. It outlives the page and a session that ends by
 * itself; whoever logs out leaves nothing behind.
 */
export class Drafts {
  /** Counts how often another tab has written: what it has sent is not begun here any more. */
  readonly elsewhere = signal(0);
  readonly #name: string;

  constructor(
    user: string,
    private readonly storage: Pick<LocalStorage, 'get' | 'set' | 'remove'>,
  ) {
    this.#name = `snowfight.drafts.${user}`;
  }

  of(room: string): Draft {
    return this.#kept().get(room) ?? NOTHING;
  }

  /** Takes the place of what was kept before, part by part; without words, a reply or an edit, nothing is. */
  keep(room: string, begun: Partial<Draft>): void {
    const draft = { ...this.of(room), ...begun };
    const others = [...this.#kept()].filter(([other]) => other !== room);
    const is = draft.text.trim() || draft.reply_to !== null || draft.editing;
    const drafts: [string, Draft][] = is ? [...others, [room, draft]] : others;
    if (drafts.length > 0) this.storage.set(this.#name, JSON.stringify(drafts.slice(-LIMIT)));
    else this.clear();
  }

  /** The new message was sent: an edit, if there is one, goes on. */
  sent(room: string): void {
    this.keep(room, { text: '', reply_to: null });
  }

  clear(): void {
    this.storage.remove(this.#name);
  }

  /** Another tab has written something of that name. */
  heard(name: string | null): void {
    if (name === this.#name) this.elsewhere.value += 1;
  }

  /** Read each time: another tab may have written. */
  #kept(): Kept {
    try {
      return draftsOf(JSON.parse(this.storage.get(this.#name) ?? '[]'));
    } catch {
      return new Map();
    }
  }
}

/** What is sound of what was kept, perhaps by another version of the client. */
function draftsOf(stored: unknown): Kept {
  if (!Array.isArray(stored)) return new Map();
  return new Map(
    stored.flatMap((entry: unknown): [string, Draft][] => {
      if (!Array.isArray(entry) || typeof entry[0] !== 'string') return [];
      const draft = draftOf(entry[1]);
      return draft ? [[entry[0], draft]] : [];
    }),
  );
}

/** An older version kept the text alone. */
function draftOf(kept: unknown): Draft | null {
  if (typeof kept === 'string') return { ...NOTHING, text: kept };
  const { text, reply_to, editing } = (kept ?? {}) as Record<keyof Draft, unknown>;
  if (typeof text !== 'string') return null;
  return { text, reply_to: typeof reply_to === 'number' ? reply_to : null, editing: editingOf(editing) };
}

function editingOf(kept: unknown): Editing | null {
  const { seq, text, known } = (kept ?? {}) as Record<keyof Editing, unknown>;
  if (typeof seq !== 'number' || typeof text !== 'string') return null;
  return { seq, text, known: known === null || typeof known === 'string' ? known : undefined };
}
