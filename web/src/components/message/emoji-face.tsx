import { isShortcode } from '../../emoji/shortcode';
import { CustomEmoji } from './custom-emoji';

/** What an emoji looks like, as reactions have it: Unicode's, or a custom one by its shortcode. */
export function EmojiFace({ emoji }: { emoji: string }) {
  return isShortcode(emoji) ? <CustomEmoji shortcode={emoji} /> : <span>{emoji}</span>;
}
