import { useEffect, useMemo, useState } from 'preact/hooks';
import type { EmojiGroup } from '../../emoji/emoji-group';
import { loadEmoji } from '../../emoji/index';
import { shortcodeOf } from '../../emoji/shortcode';
import { language } from '../../text/index';
import { useCustomEmojis } from '../message/use-custom-emojis';
import { useRetry } from '../shell/use-retry';

/** The slug of the group that the deployment's own emoji are. */
export const CUSTOM = 'custom';

/** All emoji in their groups, the custom ones first; null until they have loaded. */
export function useEmojiGroups() {
  const [unicode, setUnicode] = useState<readonly EmojiGroup[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const custom = useCustomEmojis();
  const all = custom?.all;
  const load = () => {
    setFailure(null);
    loadEmoji(language.value).then(setUnicode, (error: unknown) => setFailure({ error }));
  };
  useEffect(load, [language.value]);
  useRetry(failure, load);
  const groups = useMemo(() => {
    const emojis = (custom?.offered ?? []).map(({ name }) => [shortcodeOf(name), shortcodeOf(name), ''] as const);
    return unicode && emojis.length > 0 ? [{ slug: CUSTOM, emojis }, ...unicode] : unicode;
  }, [unicode, custom, all]);
  return { groups, failed: failure !== null, load };
}
