/** What is heard in this page. It goes on while one reads, and ends where one leaves the chat. */
import { Playback } from '../../voice/playback';

export const playback = new Playback(new Audio());

// The router tells of its ways by events of these names.
for (const way of ['popstate', 'pushState', 'replaceState']) {
  window.addEventListener(way, () => playback.moved(location.pathname));
}
