/** A custom emoji as it stands in texts and reactions, `:name:`: its name of 2 to 32 letters (wire contract, part 2). */
const SHORTCODE = ':[a-z0-9_-]{2,32}:';

/** Shortcodes in a text: not in an address, a time or a word; one may follow another. */
export const SHORTCODES = `(?<![\\p{L}\\p{N}_/\\\\]|(?<!${SHORTCODE.slice(0, -1)}):)${SHORTCODE}`;

const WHOLE = new RegExp(`^${SHORTCODE}$`);

export const isShortcode = (text: string): boolean => WHOLE.test(text);

/** The name in a shortcode. */
export const nameIn = (shortcode: string): string => shortcode.slice(1, -1);

export const shortcodeOf = (name: string): string => `:${name}:`;

export const isName = (text: string): boolean => isShortcode(shortcodeOf(text));
