import { withoutDirectionMarks } from '../text/direction';
import type { Block, Inline } from './nodes';
import { parse } from './parse';

/** A piece of a message's text as it is shown, and where it stands in what was written; -1: nowhere in it. */
export interface Piece {
  text: string;
  start: number;
  /** Within a spoiler. */
  hidden: boolean;
}

const FENCE = '```';
/** What stands between two lines, or two blocks, in one line of text. */
const GAP: Piece = { text: ' ', start: -1, hidden: false };

/**
 * A message's text without its marks, in order. Marks only ever leave characters out, so each piece is found behind the
 * one before it; what a spoiler hides is told by the parser, never by where it was found.
 */
export function located(body: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const add = (text: string, hidden: boolean) => {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) pieces.push({ ...GAP, hidden });
      const start = line ? body.indexOf(line, from) : -1;
      if (start >= 0) from = start + line.length;
      if (line) pieces.push({ text: line, start, hidden });
    }
  };
  const skip = (text: string) => {
    from = Math.max(from, body.indexOf(text, from) + text.length);
  };
  const walk = (children: readonly Inline[], hidden: boolean) => {
    for (const part of children) {
      if (typeof part === 'string') add(part, hidden);
      else if ('children' in part) walk(part.children, hidden || part.kind === 'spoiler');
      else add(part.text, hidden);
      // Of a named link, what it leads to stands behind its name.
      if (typeof part !== 'string' && part.kind === 'link' && part.address !== part.text) skip(part.address);
    }
  };
  const block = (each: Block) => {
    if (each.kind !== 'code-block') return walk(each.children, false);
    skip(FENCE + each.language);
    add(each.text, false);
    skip(FENCE);
  };
  for (const [index, each] of parse(body).entries()) {
    if (index > 0) pieces.push(GAP);
    block(each);
  }
  return pieces.map((piece) => ({ ...piece, text: withoutDirectionMarks(piece.text) }));
}
