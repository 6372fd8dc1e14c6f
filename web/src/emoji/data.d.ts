/** Made by scripts/emoji.ts. */
declare module 'virtual:emoji/*' {
  const groups: readonly import('.').EmojiGroup[];
  export default groups;
}
