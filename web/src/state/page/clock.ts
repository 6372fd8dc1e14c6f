import { batch, signal } from '@preact/signals';
import { followZone } from '../../text/time';

/** How long "just now" may be wrong, in milliseconds. */
const EVERY = 30_000;

/** The time, roughly: for what tells how long ago something was, and on which day. It stands while the page is hidden. */
export const now = signal(new Date());

const tick = () => {
  if (document.hidden) return;
  batch(() => {
    now.value = new Date();
    followZone();
  });
};
setInterval(tick, EVERY);
document.addEventListener('visibilitychange', tick);
