import { SHORTCODES } from '../emoji/shortcode';

/** This many are shown large; more are a text of pictures. */
const FEW = 3;
const EMOJI =
  /^(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\p{Emoji_Presentation}|\p{Extended_Pictographic}(?:\uFE0F|\p{EMod}))/u;
const CUSTOM = new RegExp(SHORTCODES, 'gu');
/** Stands for a custom emoji while letters are counted. */
const ANY = '⬛';

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** True for a text of one to three emoji and nothing else; `isCustom` tells which shortcodes are emoji. */
export function isJumbo(body: string, isCustom: (shortcode: string) => boolean): boolean {
  // An emoji with its joiners is some 30 units long at most: what is longer than a few of them need not be cut up.
  const dense = body.replace(/\s/g, '');
  if (dense === '' || dense.length > FEW * 40) return false;
  const found = [...letters.segment(dense.replace(CUSTOM, (shortcode) => (isCustom(shortcode) ? ANY : shortcode)))];
  return found.length <= FEW && found.every(({ segment }) => EMOJI.test(segment));
}

/** A text cut where its shortcodes begin and end. */
export const aroundShortcodes = (body: string): string[] => body.split(new RegExp(`(${SHORTCODES})`, 'u'));
