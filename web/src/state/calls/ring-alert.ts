/** What a ringing call does besides being shown: a tone and a notification, of one of the browser's tabs, and titles. */
import { effect, untracked } from '@preact/signals';
import { callText } from '../../text/calls/index';
import type { Chats } from '../chats/chats';
import { isQuiet } from '../notices/quiet';
import { clock } from '../page/browser';
import { browserFeature } from '../page/browser-features';
import type { CallCenter } from './call-center';
import { showRing, withdrawRing } from './ring-notice';
import type { Ring } from './ringing';
import { ringTone } from './tone';

/** Between two titles, in milliseconds. */
const FLASH = 1_000;
/** The tab that has it plays the tone. */
const LOCK = 'snowfight.ring';

/** Alerts the user while a call rings; until the answer is called. */
export function followRings(center: CallCenter, chats: Chats): () => void {
  let end = () => {};
  const unfollow = effect(() => {
    const ring = center.ringing.rings.value[0];
    end();
    end = ring ? untracked(() => alertTo(ring, center, chats)) : () => {};
  });
  return () => {
    unfollow();
    end();
  };
}

function alertTo(ring: Ring, { people }: CallCenter, chats: Chats): () => void {
  const stopped = new AbortController();
  const back = flash(() => callText.ring.voice({ name: people.name(ring.room, ring.username) }));
  void quietFor(chats).then(async (quiet) => {
    if (quiet || stopped.signal.aborted) return;
    void playTone(stopped.signal).catch(() => undefined);
    await showRing(ring, people);
    if (stopped.signal.aborted) await withdrawRing(ring);
  });
  return () => {
    stopped.abort();
    back();
    void withdrawRing(ring);
  };
}

/** It is the user's quiet hours; what is not known of them is none. */
async function quietFor(chats: Chats): Promise<boolean> {
  const settings = await chats.settings.load().catch(() => null);
  return Boolean(settings?.quiet && isQuiet(settings.quiet, new Date(clock.now())));
}

/** The page's title and `words` by turns. */
function flash(words: () => string): () => void {
  let before = '';
  let shown = '';
  const back = () => {
    if (shown && document.title === shown) document.title = before;
    shown = '';
  };
  const turn = () => {
    if (shown) return back();
    before = document.title;
    shown = `📞 ${words()}`;
    document.title = shown;
  };
  turn();
  const timer = setInterval(turn, FLASH);
  return () => {
    clearInterval(timer);
    back();
  };
}

/** In one tab. A page that may not play leaves it to another: only what a user has touched makes a sound. */
async function playTone(signal: AbortSignal): Promise<void> {
  if (!navigator.userActivation?.hasBeenActive) return;
  const locks = browserFeature(() => navigator.locks);
  await (locks ? locks.request(LOCK, { signal }, () => ringTone(signal)) : ringTone(signal));
}
