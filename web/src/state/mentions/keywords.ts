/** The words that count as a mention of the user. */
import type { Block, Inline } from '../../rich/nodes';
import { parse } from '../../rich/parse';

/** Stands for what is set apart; no keyword has it. */
const APART = '\n';
const LETTER = /^[\p{L}\p{N}_]$/u;

/**
 * The text has one of the keywords, as a word of its own, without regard to case; not in code, quotes, spoilers and
 * links. The server decides alike (domain/mentions/keywords.py); tests/cases/keywords.json holds both to it.
 */
export function hasKeyword(body: string, keywords: readonly string[]): boolean {
  const text = [...withoutCase(parse(body).map(visible).join(APART))];
  return keywords.some((keyword) => hasWord(text, [...withoutCase(keyword)]));
}

function visible(block: Block): string {
  const textOf = (part: Inline): string => {
    if (typeof part === 'string') return part;
    if (part.kind === 'emoji') return part.text;
    return 'children' in part && part.kind !== 'spoiler' ? APART + part.children.map(textOf).join('') + APART : APART;
  };
  return block.kind === 'text' ? block.children.map(textOf).join('') : '';
}

/** Unicode's full case folding, letter by letter: that of ς does not depend on where it stands; ı is no i. */
const withoutCase = (text: string): string =>
  Array.from(text, (char) => (char === 'ı' ? char : char.toLowerCase().toUpperCase().toLowerCase())).join('');

function hasWord(text: readonly string[], word: readonly string[]): boolean {
  return text.some(
    (_, at) =>
      word.every((char, index) => text[at + index] === char) &&
      !joins(text[at - 1], word[0]) &&
      !joins(text[at + word.length], word.at(-1)),
  );
}

/** Whether a word goes on beyond its edge. */
const joins = (outside = '', edge = ''): boolean => LETTER.test(outside) && LETTER.test(edge);
