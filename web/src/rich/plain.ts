import { withoutDirectionMarks } from '../text/direction';
import type { Inline } from './nodes';
import { parse } from './parse';

/**
 * A message's text in one line, as it stands among other words: without its marks, and with `hidden` in place of what
 * its spoilers hide.
 */
export function plain(body: string, hidden = '▒▒▒'): string {
  const textOf = (children: readonly Inline[]): string => children.map(textOfPart).join('');
  const textOfPart = (part: Inline): string => {
    if (typeof part === 'string') return part;
    if (part.kind === 'spoiler') return hidden;
    return 'text' in part ? part.text : textOf(part.children);
  };
  const blocks = parse(body).map((block) => (block.kind === 'code-block' ? block.text : textOf(block.children)));
  return withoutDirectionMarks(blocks.join(' ')).replace(/\s+/g, ' ').trim();
}
