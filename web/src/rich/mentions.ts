import { isInCode, type NamedPlace } from '../emoji/names';
import { UNSPACED } from './links';
import type { Block, Inline } from './nodes';

/** What makes a name beside it a part of something longer; letters of scripts without spaces do not. */
const joins = (others: string): string => `(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}${others}]`;
const BEGINS = `(?<!${joins('@_/')})`;

/** `@name` as a word of its own; the server reads the same (`tests/cases/mentions.json`). */
const MENTION = new RegExp(`${BEGINS}(@[A-Za-z0-9_]{3,20})(?!${joins('@_')})`, 'u');
/** One that is still typed, by a username or by a name, of which one word is enough. */
const BEGUN = new RegExp(`${BEGINS}@([\\p{L}\\p{N}\\p{M}_]{0,50})$`, 'u');
const ALL = 'all';

/** The name of a person that a text ends within, right behind its `@` too. */
export function mentionBegun(text: string): NamedPlace | null {
  const found = BEGUN.exec(text);
  if (!found || isInCode(text, found.index)) return null;
  return { name: found[1] ?? '', start: found.index, end: text.length };
}

/** Whom a message mentions, as the server found; the text alone does not say who is in the chat. */
export interface Mentioned {
  usernames: readonly string[];
  all: boolean;
}

/** A text that is not sent yet mentions nobody. */
export const NOBODY: Mentioned = { usernames: [], all: false };

/** A text whose mentions are parts of their own. */
export function withMentions(blocks: readonly Block[], { usernames, all }: Mentioned): readonly Block[] {
  if (usernames.length === 0 && !all) return blocks;
  return markMentions(blocks, (name) => usernames.includes(name) || (all && name === ALL));
}

/** The same, of all that is written as a mention and `isOne`, by its name in small letters; not in code, quotes, spoilers. */
export function markMentions(blocks: readonly Block[], isOne: (username: string) => boolean): readonly Block[] {
  const partsOf = (part: Inline): readonly Inline[] => {
    if (typeof part === 'string') return cut(part, isOne);
    return [
      'children' in part && part.kind !== 'spoiler' ? { ...part, children: part.children.flatMap(partsOf) } : part,
    ];
  };
  return blocks.map((block) =>
    block.kind === 'text' ? { ...block, children: block.children.flatMap(partsOf) } : block,
  );
}

/** A text cut around the mentions in it; what is none stays in one piece with what is beside it. */
function cut(text: string, isOne: (username: string) => boolean): readonly Inline[] {
  const parts: Inline[] = [];
  for (const [index, piece] of text.split(MENTION).entries()) {
    const username = piece.slice(1).toLowerCase();
    const before = parts.at(-1);
    if (index % 2 === 1 && isOne(username)) parts.push({ kind: 'mention', text: piece, username });
    else if (typeof before === 'string') parts.splice(-1, 1, before + piece);
    else if (piece !== '') parts.push(piece);
  }
  return parts;
}
