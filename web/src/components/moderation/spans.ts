import { moderationText } from '../../text/moderation/index';

/** For how long, in minutes; 0 is until it is lifted. */
const SPANS = { hour: 60, day: 1_440, week: 10_080, month: 43_200, forever: 0 } as const;

export const DAY: number = SPANS.day;

/** How long somebody can be muted, or banned: in minutes, as keys of a choice. */
export function spanOptions(forever: boolean): (readonly [string, string])[] {
  return Object.entries(SPANS)
    .filter(([, minutes]) => forever || minutes > 0)
    .map(([name, minutes]) => [String(minutes), moderationText.spans[name as keyof typeof SPANS]]);
}
