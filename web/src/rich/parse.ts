import { inline } from './inline';
import type { Block } from './nodes';

const FENCE = '```';
const QUOTED = '> ';

/**
 * A message's text with its light formatting: **bold**, *italic*, ~~strike~~, ||spoiler||, `code`, blocks between
 * ``` and lines quoted with "> ", and links. Never throws; whatever is no formatting stays text; time is linear.
 */
export function parse(body: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let quoting = false;
  const settle = () => {
    if (lines.length > 0) blocks.push({ kind: quoting ? 'quote' : 'text', children: inline(lines.join('\n')) });
    lines = [];
  };
  for (let from = 0; from <= body.length; ) {
    const fenced = codeBlock(body, from);
    if (fenced) {
      settle();
      blocks.push({ kind: 'code-block', text: fenced.text });
      from = fenced.end;
      continue;
    }
    const end = lineEnd(body, from);
    const line = body.slice(from, end);
    if (line.startsWith(QUOTED) !== quoting) settle();
    quoting = line.startsWith(QUOTED);
    lines.push(quoting ? line.slice(QUOTED.length) : line);
    from = end + 1;
  }
  settle();
  return blocks;
}

/** The code block that begins with the line at `from`, and where the next line begins; null where none does. */
function codeBlock(body: string, from: number): { text: string; end: number } | null {
  if (!body.startsWith(FENCE, from)) return null;
  const start = from + FENCE.length;
  const close = body.indexOf(FENCE, start);
  if (close < 0) return null;
  const end = lineEnd(body, close);
  const text = body.slice(start, close).replace(/^\n|\n$/g, '');
  const alone = body.slice(close + FENCE.length, end).trim() === '';
  return alone && text.trim() !== '' ? { text, end: end + 1 } : null;
}

function lineEnd(body: string, from: number): number {
  const end = body.indexOf('\n', from);
  return end < 0 ? body.length : end;
}
