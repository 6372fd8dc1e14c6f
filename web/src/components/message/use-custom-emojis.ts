import { useEffect, useState } from 'preact/hooks';
import type { CustomEmojis } from '../../state/emoji/custom-emojis';
import { loadCustomEmojis } from '../../state/emoji/emoji-pictures';
import { useRetry } from '../shell/use-retry';

/** The custom emoji, whose list may be on its way; null until their code has loaded: nothing waits for them. */
export function useCustomEmojis(): CustomEmojis | null {
  const [emojis, setEmojis] = useState<CustomEmojis | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const load = () => {
    setFailure(null);
    const begin = (loaded: CustomEmojis) => {
      setEmojis(loaded);
      void loaded.load();
    };
    loadCustomEmojis().then(begin, (error: unknown) => setFailure({ error }));
  };
  useEffect(load, []);
  useRetry(failure, load);
  return emojis;
}
