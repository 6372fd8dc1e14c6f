/** What a message's text is made of. Nothing here is ever HTML: the views make elements of it. */

/** Text that is set apart; `children` never hold their own kind. */
export interface Span {
  kind: 'bold' | 'italic' | 'strike' | 'spoiler';
  children: readonly Inline[];
}

export interface Code {
  kind: 'code';
  text: string;
}

/**
 * `text` is what is shown, `address` what was written, `href` where it leads: http, https or mailto only. Where text and
 * address differ, the reader is to be shown where it leads.
 */
export interface Link {
  kind: 'link';
  text: string;
  address: string;
  href: string;
}

/** `text` is `:name:`, which may be a custom emoji's: the parser does not know them. */
export interface Emoji {
  kind: 'emoji';
  text: string;
}

/** `text` is what was written, `@Ada`; `username` in small letters, `all` where everybody is meant. */
export interface Mention {
  kind: 'mention';
  text: string;
  username: string;
}

export type Inline = string | Span | Code | Link | Emoji | Mention;

/** Lines of text; a code block as it was written, its fences and its language aside; a quote of somebody. */
export type Block =
  | { kind: 'text'; children: readonly Inline[] }
  | { kind: 'code-block'; language: string; text: string }
  | { kind: 'quote'; children: readonly Inline[] };
