import { signal } from '@preact/signals';

/** How long "just now" may be wrong, in milliseconds. */
const EVERY = 30_000;

/** The time, roughly: for what tells how long ago something was. It stands while the page is hidden. */
export const now = signal(new Date());

const tick = () => {
  if (!document.hidden) now.value = new Date();
};
setInterval(tick, EVERY);
document.addEventListener('visibilitychange', tick);
