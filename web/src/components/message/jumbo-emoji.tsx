import { aroundShortcodes, isJumbo } from '../../rich/jumbo';
import { pictureOf } from '../../state/emoji/emoji-pictures';
import { EmojiFace } from './emoji-face';

/** True for a text of a few emoji and nothing else. A shortcode counts as one until it is known: most are. */
export const isLarge = (body: string): boolean => isJumbo(body, (shortcode) => pictureOf(shortcode) !== null);

/** Such a text. */
export function JumboEmoji({ body }: { body: string }) {
  return (
    <p class="overflow-clip text-6xl leading-snug">
      {aroundShortcodes(body).map((part, i) => (
        <EmojiFace key={i} emoji={part} />
      ))}
    </p>
  );
}
