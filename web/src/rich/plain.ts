import type { Inline } from './nodes';
import { parse } from './parse';

/** A message's text in one line, without its marks and without what its spoilers hide. */
export function plain(body: string): string {
  const blocks = parse(body).map((block) => (block.kind === 'code-block' ? block.text : textOf(block.children)));
  return blocks.join(' ').replace(/\s+/g, ' ').trim();
}

const textOf = (children: readonly Inline[]): string => children.map(shown).join('');

function shown(part: Inline): string {
  if (typeof part === 'string') return part;
  if (part.kind === 'spoiler') return '▒'.repeat(Math.min(textOf(part.children).length, 8));
  return 'text' in part ? part.text : textOf(part.children);
}
