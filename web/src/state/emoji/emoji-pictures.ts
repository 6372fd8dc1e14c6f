/** What `:name:` is drawn as. Whoever meets none on the page loads nothing for it: neither the list nor its code. */
import { signal } from '@preact/signals';
import { nameIn } from '../../emoji/shortcode';
import { Retry } from '../../sync/retry';
import { api } from '../index';
import { clock, world } from '../page/browser';
import type { CustomEmojis, EmojiByName } from './custom-emojis';

const list = signal<EmojiByName | null>(null);
const settled = signal(false);
let loading: Promise<CustomEmojis> | undefined;

/** The custom emoji, whose list may be on its way. Rejects where their code does not load. */
export function loadCustomEmojis(): Promise<CustomEmojis> {
  const retrying = (again: () => void) => new Retry(world, again);
  loading ??= import('./custom-emojis').then(
    ({ CustomEmojis }) => new CustomEmojis({ list, settled, clock, retrying, ask: () => api.emoji() }),
    (error: unknown) => {
      loading = undefined;
      settled.value = true;
      throw error;
    },
  );
  return loading;
}

/** A shortcode is on the page. */
export function needPicture(shortcode: string): void {
  loadCustomEmojis().then(
    (emojis) => emojis.need(nameIn(shortcode)),
    () => undefined, // it is shown as text
  );
}

/** The address of a shortcode's picture; null where it is text, undefined while that is not known. */
export function pictureOf(shortcode: string): string | null | undefined {
  return list.value?.get(nameIn(shortcode))?.url ?? (settled.value ? null : undefined);
}

/** Whether a custom emoji that can be chosen is called so, as far as is known. */
export const isCustom = (name: string): boolean => list.value?.get(name)?.removed === null;
