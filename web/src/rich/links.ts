import { isBlank } from '../text/blank';
import type { Link } from './nodes';

/** Letters of scripts that put no space between words, so that an address may stand right beside them. */
export const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';

/**
 * What no address goes on behind: space, brackets of HTML, quotes, the punctuation of Chinese and Japanese, and what
 * would show the address in another order than it is.
 */
const END =
  '\\s<>"`“”„‟«»‹›\\u3001-\\u3004\\u3008-\\u3020\\u3030\\u303d\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\p{Bidi_Control}\\u200b\\ufeff';

/** Such letters may be in an address (`/wiki/雪`), but not right behind a Latin one: there a sentence goes on. */
const letter = (except: string): string => `(?:[^${END}${UNSPACED}${except}]|(?<![a-z0-9])(?![${END}])[${UNSPACED}])`;

const begins = (word: string): string => `(?<=^|[^${word}]|[${UNSPACED}])`;

const WEB = `${begins('\\p{L}\\p{N}_')}(?:https?:\\/\\/|www\\.)${letter('\\/?#*|~')}{1,255}(?:[\\/?#]${letter('')}{0,2048})?`;

const MAILBOX = `${begins('\\p{L}\\p{N}._%+@-')}[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}(?=$|[^\\p{L}\\p{N}@-]|[${UNSPACED}])`;

/** An address of the web with its scheme or `www.`, or one of a mailbox. Bounded, so that no text takes long. */
export const ADDRESS = `${WEB}|${MAILBOX}`;

/** `[text](address)`; one pair of brackets may be in the address. */
export const NAMED =
  '\\[(?<text>[^\\[\\]\\n]{1,300})\\]\\((?<to>(?:https?:\\/\\/|mailto:)(?:[^\\s()<>"`]|\\([^\\s()<>"`]*\\)){1,2048})\\)';

/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?'…’،؛؟۔।]/u;
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The link of a found address, which ends where one of the `marks` around it does; null where it is none after all. */
export function linkIn(found: string, marks: readonly string[]): Link | null {
  const ends = marks.map((mark) => (mark === '*' ? -1 : found.indexOf(mark))).filter((at) => at > 0);
  let text = trimmed(found.slice(0, Math.min(found.length, ...ends)));
  // An address that has other asterisks has this one too.
  if (marks.includes('*') && text.indexOf('*') === text.length - 1) text = trimmed(text.slice(0, -1));
  const href = hrefOf(text);
  return href ? { kind: 'link', text, address: text, href } : null;
}

/** The link of a text with an address; null where the text poses as another address, or leads nowhere. */
export function namedLink(text: string, address: string): Link | null {
  const href = hrefOf(address);
  return href !== null && !isBlank(text) && !posesAsAnother(text, href) ? { kind: 'link', text, address, href } : null;
}

/** Where a link leads, in short: the host, or the mailbox. */
export function placeOf({ href }: Link): string {
  const url = new URL(href);
  return url.protocol === 'mailto:' ? url.pathname : url.host;
}

/** Without the punctuation that follows it; a bracket stays where it was opened within. */
function trimmed(address: string): string {
  const open: Record<string, number> = {};
  for (const letter of address) open[letter] = (open[letter] ?? 0) + 1;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] as string;
    const opener = PAIRS[last];
    const unopened = opener !== undefined && (open[last] ?? 0) > (open[opener] ?? 0);
    if (!unopened && !TRAILING.test(last)) break;
    open[last] = (open[last] ?? 0) - 1;
  }
  return address.slice(0, end);
}

/** Where an address leads; null where it is none, or hides its host behind a name (`https://bank.example@else.where`). */
function hrefOf(address: string): string | null {
  const scheme = /^(?:https?:|mailto:)/i.test(address) ? '' : /^www\./i.test(address) ? 'https://' : 'mailto:';
  const url = URL.canParse(scheme + address) ? new URL(scheme + address) : null;
  if (!url || url.username || url.password) return null;
  if (url.protocol === 'mailto:') return /^[^@\s]+@[^@\s]+$/.test(url.pathname) ? url.href : null;
  return /^https?:$/.test(url.protocol) && /\.|^localhost$|^\[/.test(url.hostname) ? url.href : null;
}

const WHOLE = new RegExp(`^(?:${ADDRESS})$`, 'iu');
const HOSTS = /(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+|\d+(?:\.\d+){3}/gu;

/** Whether a text would be taken for an address that it does not lead to. */
function posesAsAnother(text: string, href: string): boolean {
  const seen = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll('。', '.')
    .trim();
  if (/\p{Bidi_Control}/u.test(text)) return true;
  if (WHOLE.test(seen)) return hrefOf(seen) !== href;
  const hosts = [...seen.matchAll(HOSTS)].map(([host]) => hostOf(`https://${host}`));
  return /:\/\//.test(seen) || hosts.some((host) => host !== hostOf(href));
}

const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
