import { pushText } from '../../text/push/index';
import { browserFeature } from '../page/browser-features';
import type { WordsPlace, WorkerWords } from './worker-protocol';

const PLACE: WordsPlace = { cache: 'push', path: '/push-words' };

/** Leaves the service worker what it is to say while no page is open. */
export async function keepWords(language: string): Promise<void> {
  const { read, accept, decline, news } = pushText.notice;
  const words: WorkerWords = { language, read, accept, decline, news };
  const cache = await browserFeature(() => globalThis.caches)?.open(PLACE.cache);
  await cache?.put(PLACE.path, Response.json(words));
}

export async function forgetWords(): Promise<void> {
  await browserFeature(() => globalThis.caches)?.delete(PLACE.cache);
}
