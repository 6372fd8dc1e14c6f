import type { Inline } from './nodes';

/** An address of the web with its scheme or `www.`, or one of a mailbox. Bounded, so that no text takes long. */
const CANDIDATE =
  /(?<![\p{L}\p{N}_])(?:https?:\/\/|www\.)[^\s<>"`]{1,2048}|(?<![\p{L}\p{N}._%+@-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\p{L}\p{N}@-])/giu;

/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?'*~|_…’”»]/u;
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Splits a text into links and what is between them. */
export function linked(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(CANDIDATE)) {
    const shown = trimmed(found);
    const href = hrefOf(shown);
    if (!href) continue;
    if (index > from) parts.push(text.slice(from, index));
    parts.push({ kind: 'link', text: shown, href });
    from = index + shown.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
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

/** Where an address leads; null where it is none after all. */
function hrefOf(address: string): string | null {
  if (!/^(?:https?:|www\.)/i.test(address)) return `mailto:${address}`;
  const whole = /^www\./i.test(address) ? `https://${address}` : address;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  return url && /^https?:$/.test(url.protocol) && /\.|^localhost$|^\[/.test(url.hostname) ? url.href : null;
}
