import { inline } from './inline';
import type { Block } from './nodes';

const FENCE = '```';
/** What a fence may say of the code that follows it. */
const LANGUAGE = /^[\p{L}\p{N}_+#.-]{1,32}(?=[ \t]*\n)/u;
/** `>` before a line quotes it; before such signs it is part of a face or a comparison. */
const QUOTED = /^>(?!=|<|[_.:;^]+[<(]) ?/;

/**
 * A message's text with its light formatting: **bold**, *italic*, ~~strike~~, ||spoiler||, `code`, blocks between
 * ``` and lines quoted with ">", links and [named](links). Never throws; whatever is no formatting stays text; time is
 * linear.
 */
export function parse(body: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let quoting = false;
  const settle = () => {
    if (lines.length > 0) blocks.push(quoting ? quote(lines) : { kind: 'text', children: inline(lines.join('\n')) });
    lines = [];
  };
  for (let from = 0; from <= body.length; ) {
    const fenced = codeBlock(body, from);
    if (fenced) {
      settle();
      blocks.push(fenced.block);
      from = fenced.end;
      continue;
    }
    const end = lineEnd(body, from);
    const line = body.slice(from, end);
    const quoted = QUOTED.test(line);
    if (quoted !== quoting) settle();
    quoting = quoted;
    lines.push(line);
    from = end + 1;
  }
  settle();
  return blocks;
}

/** Lines that begin with `>`; where nothing is quoted, that is what they are. */
function quote(lines: readonly string[]): Block {
  const quoted = lines.map((line) => line.replace(QUOTED, '')).join('\n');
  return quoted.trim() === ''
    ? { kind: 'text', children: inline(lines.join('\n')) }
    : { kind: 'quote', children: inline(quoted) };
}

/** The code block that begins with the line at `from`, and where the next line begins; null where none does. */
function codeBlock(body: string, from: number): { block: Block; end: number } | null {
  if (!body.startsWith(FENCE, from)) return null;
  const start = from + FENCE.length;
  const close = body.indexOf(FENCE, start);
  if (close < 0) return null;
  const end = lineEnd(body, close);
  const inside = body.slice(start, close);
  const alone = body.slice(close + FENCE.length, end).trim() === '';
  if (!alone || inside.trim() === '') return null;
  const named = LANGUAGE.exec(inside)?.[0] ?? '';
  const language = inside.trim() === named ? '' : named;
  const text = inside.slice(language.length).replace(/^[ \t]*\n|\n$/g, '');
  return { block: { kind: 'code-block', language, text }, end: end + 1 };
}

function lineEnd(body: string, from: number): number {
  const end = body.indexOf('\n', from);
  return end < 0 ? body.length : end;
}
