import { located, type Piece } from './located';

/** A part of an excerpt: `lit` is what was searched for; `hidden` stands, without its text, for what a spoiler hides. */
export interface ExcerptPart {
  text: string;
  lit: boolean;
  hidden: boolean;
}

/** From where to where, in UTF-16 code units. */
export type Range = readonly [start: number, end: number];

/** So many characters stand before the first that was searched for, at most, */
const BEFORE = 40;
/** and so many are shown in all. */
const LONGEST = 240;
const CUT = '…';

/** A message's text in one line, without its marks, around the first of the ranges of it that were searched for. */
export function excerpt(body: string, matches: readonly Range[]): readonly ExcerptPart[] {
  const parts = joined(
    located(body).flatMap((piece) => (piece.hidden ? [covered(piece, matches)] : cut(piece, matches))),
  );
  return shortened(parts.map((part) => ({ ...part, text: part.text.replace(/\s+/g, ' ') })));
}

const touches = ({ text, start }: Piece, [from, to]: Range): boolean =>
  start >= 0 && from < start + text.length && to > start;

const covered = (piece: Piece, matches: readonly Range[]): ExcerptPart => ({
  text: '',
  lit: matches.some((match) => touches(piece, match)),
  hidden: true,
});

/** A piece, cut where what was searched for begins and ends. */
function cut(piece: Piece, matches: readonly Range[]): ExcerptPart[] {
  const { text, start } = piece;
  const parts: ExcerptPart[] = [];
  let at = 0;
  const add = (end: number, lit: boolean) => {
    if (end > at) parts.push({ text: text.slice(at, end), lit, hidden: false });
    at = Math.max(at, end);
  };
  for (const match of matches.filter((each) => touches(piece, each))) {
    add(match[0] - start, false);
    add(Math.min(match[1] - start, text.length), true);
  }
  add(text.length, false);
  return parts;
}

/** Neighbours that look the same are one. */
function joined(parts: readonly ExcerptPart[]): ExcerptPart[] {
  const all: ExcerptPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.hidden && part.hidden) all.splice(-1, 1, { ...last, lit: last.lit || part.lit });
    else if (last && !part.hidden && !last.hidden && last.lit === part.lit)
      all.splice(-1, 1, { ...last, text: last.text + part.text });
    else all.push(part);
  }
  return all;
}

/** As much as fits, with what was searched for in it. */
function shortened(parts: readonly ExcerptPart[]): readonly ExcerptPart[] {
  const first = parts.findIndex(({ lit }) => lit);
  const [lead, rest] = first > 0 ? [parts.slice(0, first), parts.slice(first)] : [[], parts];
  return [...ending(lead, BEFORE), ...beginning(rest, LONGEST)];
}

/** The last words of it. */
function ending(parts: readonly ExcerptPart[], most: number): readonly ExcerptPart[] {
  const kept: ExcerptPart[] = [];
  let left = most;
  for (const part of parts.toReversed()) {
    if (part.text.length > left) {
      const text = part.text.slice(-left);
      // A word that is cut, and half a character with it, is left out.
      return [{ ...part, text: CUT + (/\s.*$/.exec(text)?.[0] ?? '') }, ...kept];
    }
    kept.unshift(part);
    left -= part.text.length;
  }
  return kept;
}

/** The first words of it. */
function beginning(parts: readonly ExcerptPart[], most: number): readonly ExcerptPart[] {
  const kept: ExcerptPart[] = [];
  let left = most;
  for (const part of parts) {
    if (part.text.length > left) {
      const text = part.text.slice(0, left).replace(/[\ud800-\udbff]$/, '');
      return [...kept, { ...part, text: text + CUT }];
    }
    kept.push(part);
    left -= part.text.length;
  }
  return kept;
}
