import { linked } from './links';
import type { Inline, Span } from './nodes';

/** What each mark makes of the text between two of it, the outermost first. */
const MARKS: Readonly<Record<string, readonly Span['kind'][]>> = {
  '***': ['bold', 'italic'],
  '**': ['bold'],
  '*': ['italic'],
  '~~': ['strike'],
  '||': ['spoiler'],
};
/** Code and addresses are found along with the marks, as a mark within them is none. */
const TOKEN = /`[^`\n]+`|https?:\/\/(?:(?!~~)[^\s<>"`*|])+|\*{1,3}|~~|\|\|/gi;

const WORD = /[\p{L}\p{N}]/u;
const SPACE = /^\s*$/;

/** A mark that waits for its partner, and what follows it; the first stands for the whole text. */
interface Open {
  mark: string;
  start: number;
  children: Inline[];
}

/**
 * The formatting within lines. A mark opens before and closes behind something that is no space; one that finds no
 * partner is what it is: text. Each is opened, closed or given up once, so the time is linear in the text.
 */
export function inline(text: string): readonly Inline[] {
  const whole: Open = { mark: '', start: 0, children: [] };
  const open = [whole];
  let from = 0;
  const say = (to: number) => {
    for (const part of linked(text.slice(from, to))) add(open, part);
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const end = index + token.length;
    const code = token.startsWith('`');
    const partner = open.findIndex(({ mark }) => mark === token);
    const closes = partner > 0 && closesAt(text, index, token) && index > (open[partner]?.start ?? 0);
    if (!code && !closes && !(token in MARKS && partner < 0 && opensAt(text, index, token))) continue;
    say(index);
    from = end;
    if (code) add(open, { kind: 'code', text: token.slice(1, -1) });
    else if (closes) close(open, partner);
    else open.push({ mark: token, start: end, children: [] });
  }
  say(text.length);
  giveUp(open, 1);
  return whole.children;
}

function opensAt(text: string, index: number, mark: string): boolean {
  const after = text.charAt(index + mark.length);
  return !SPACE.test(after) && !(mark === '*' && WORD.test(text.charAt(index - 1)));
}

function closesAt(text: string, index: number, mark: string): boolean {
  return !SPACE.test(text.charAt(index - 1)) && !(mark === '*' && WORD.test(text.charAt(index + 1)));
}

/** Ends the span that `partner` opened; what was opened in it and not closed is text. */
function close(open: Open[], partner: number): void {
  giveUp(open, partner + 1);
  const { mark, children } = open.pop() as Open;
  const kinds = MARKS[mark] ?? [];
  const span = kinds.reduceRight<readonly Inline[]>((inner, kind) => [{ kind, children: inner }], children);
  for (const part of span) add(open, part);
}

/** Makes text of the marks from number `first` on. */
function giveUp(open: Open[], first: number): void {
  for (const { mark, children } of open.splice(first)) {
    add(open, mark);
    for (const part of children) add(open, part);
  }
}

/** Adds to the innermost; neighbouring texts are one. */
function add(open: readonly Open[], part: Inline): void {
  const children = open.at(-1)?.children;
  const last = children?.at(-1);
  if (typeof part === 'string' && typeof last === 'string') children?.splice(-1, 1, last + part);
  else if (part !== '') children?.push(part);
}
