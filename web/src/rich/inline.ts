import { isShortcode, SHORTCODES } from '../emoji/shortcode';
import { ADDRESS, linkIn, NAMED, namedLink } from './links';
import type { Inline, Span } from './nodes';

/** What each mark makes of the text between two of it, the outermost first. */
const MARKS: Readonly<Record<string, readonly Span['kind'][]>> = {
  '***': ['bold', 'italic'],
  '**': ['bold'],
  '*': ['italic'],
  '~~': ['strike'],
  '||': ['spoiler'],
};
/** Code between backticks, as many at its end as at its beginning: fewer or more may be in it. */
const CODE = '(?<!`)(?<ticks>`{1,3})(?!`)(?<code>[^\\n]+?)(?<!`)\\k<ticks>(?!`)';
/** Code, addresses and emoji are taken before marks are: a mark within them is none. */
const TOKEN = new RegExp(`${CODE}|${NAMED}|${ADDRESS}|(?<emoji>${SHORTCODES})|\\*{1,3}|~~|\\|\\|`, 'giu');

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
  const token = new RegExp(TOKEN);
  let from = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const { 0: mark, index } = found;
    const part = mark in MARKS ? null : nodeOf(found, open);
    const partner = open.findIndex((each) => each.mark === mark);
    const closes = partner > 0 && closesAt(text, index, mark) && index > (open[partner]?.start ?? 0);
    const opens = mark in MARKS && partner < 0 && opensAt(text, index, mark);
    if (!part && !closes && !opens) {
      // What is no named link may hold marks and addresses.
      if (found.groups?.to) token.lastIndex = index + 1;
      continue;
    }
    add(open, text.slice(from, index));
    from = index + (part?.length ?? mark.length);
    token.lastIndex = from;
    if (part) add(open, part.node);
    else if (closes) close(open, partner);
    else open.push({ mark, start: from, children: [] });
  }
  add(open, text.slice(from));
  giveUp(open, 1);
  return whole.children;
}

/** Code, a link or an emoji that was found, and how much of the text it takes; null where it is none after all. */
function nodeOf({ 0: found, groups }: RegExpExecArray, open: readonly Open[]): { node: Inline; length: number } | null {
  const { code, text, to, emoji } = groups ?? {};
  if (emoji !== undefined)
    return isShortcode(emoji) ? { node: { kind: 'emoji', text: emoji }, length: found.length } : null;
  if (code !== undefined) return { node: { kind: 'code', text: bare(code) }, length: found.length };
  if (text !== undefined && to !== undefined) {
    const link = namedLink(text, to);
    return link && { node: link, length: found.length };
  }
  const link = linkIn(
    found,
    open.slice(1).map(({ mark }) => mark),
  );
  return link && { node: link, length: link.text.length };
}

/** Without the one space on either side that keeps backticks in the code from those around it. */
const bare = (code: string): string => (/^ .*\S.* $/.test(code) ? code.slice(1, -1) : code);

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
