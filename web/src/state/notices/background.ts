/** What goes on beside the chats of a user who wants notifications. It comes once their page is at rest. */
import { effect } from '@preact/signals';
import { ApiError } from '../../api/errors';
import type { SessionHolder } from '../../api/session';
import { persist } from '../../sync/retry';
import { language } from '../../text/index';
import type { Chats } from '../chats/chats';
import { world } from '../page/browser';
import { serviceWorkers } from '../page/browser-features';
import { browserPush } from './browser-push';
import { closeUpTo, hasShown } from './notification';
import { followReading } from './read-notices';
import type { ToldQuestion } from './worker-protocol';
import { forgetWords, keepWords } from './worker-words';

let stop = () => {};

/** Keeps the subscription up, takes back what was read, and answers the service worker, for these chats from now on. */
export function start(chats: Chats, session: SessionHolder): void {
  stop();
  const { subscription } = browserPush(session);
  const ends = [
    followReading(chats.list, (room, seq) => void closeUpTo(room, seq)),
    answerWorker(chats),
    effect(() => {
      if (subscription.on.value) void keepWords(language.value).catch(() => undefined);
    }),
    effect(() => {
      void language.value;
      void persist(world, () => subscription.renew().catch(onlyUnanswered));
    }),
  ];
  stop = () => {
    for (const end of ends) end();
  };
}

/** Whoever was told leaves: nothing is pushed, nothing stays to be read. */
export async function end(session: SessionHolder): Promise<void> {
  stop();
  await Promise.all([browserPush(session).subscription.forget(), forgetWords(), closeUpTo()]);
}

/** What was refused will be again, until another page asks: only what got no answer is tried again. */
function onlyUnanswered(error: unknown): void {
  if (error instanceof ApiError && error.status === 0) throw error;
}

function answerWorker(chats: Pick<Chats, 'watches'>): () => void {
  const listening = new AbortController();
  const answer = ({ data, ports: [port] }: MessageEvent<Partial<ToldQuestion> | null>) => {
    const told = data?.told;
    if (told) port?.postMessage(chats.watches(told.room) || hasShown(told.room, told.seq));
  };
  serviceWorkers()?.addEventListener('message', answer, { signal: listening.signal });
  return () => listening.abort();
}
