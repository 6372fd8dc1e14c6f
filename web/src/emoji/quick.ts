/** What most people react with. */
const USUAL = ['👍', '❤️', '😂', '🎉', '😮', '😢'];

/** The emoji that are offered before all others: those used last, and the usual ones as far as there is room. */
export const quickEmoji = (recent: readonly string[], count = USUAL.length): readonly string[] =>
  [...new Set([...recent, ...USUAL])].slice(0, count);
