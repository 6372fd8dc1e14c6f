import type { WordsPlace, WorkerWords } from '../../state/notices/worker-protocol';

const PLACE: WordsPlace = { cache: 'push', path: '/push-words' };

/** What to say, as the page has left it (`state/notices/worker-words.ts`); null where the browser has not kept it. */
export async function keptWords(): Promise<WorkerWords | null> {
  const kept = await caches.match(PLACE.path, { cacheName: PLACE.cache }).catch(() => undefined);
  return kept ? ((await kept.json()) as WorkerWords) : null;
}
