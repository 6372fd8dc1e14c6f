/** What it looks like, what it is called, and other words for it, all in one language. */
export type Emoji = readonly [emoji: string, name: string, keywords: string];

export interface EmojiGroup {
  slug: string;
  emojis: readonly Emoji[];
}
