/** Made by scripts/emoji.ts. */
declare module 'virtual:emoji/*' {
  const groups: readonly import('./emoji-group').EmojiGroup[];
  export default groups;
}

declare module 'virtual:emoji-names/*' {
  const names: Readonly<Record<string, string>>;
  export default names;
}
