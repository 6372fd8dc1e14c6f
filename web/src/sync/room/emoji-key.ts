/** What two spellings of one emoji have in common: with and without the variation selector. */
export const emojiKey = (emoji: string): string => emoji.replaceAll('\uFE0F', '');
