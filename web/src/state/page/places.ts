import { chats } from '../index';
import { navigate } from './navigation';

/** The path of an address of this site that leads into a chat; null for any other. */
export function placeWithin(href: string): string | null {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url?.origin === location.origin && url.pathname.startsWith('/chat/') ? url.pathname + url.search : null;
}

/** Goes there within the page, also where it is that already: the same link leads to its message again. */
export function openPlace(event: MouseEvent, path: string): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (location.pathname !== path) return void navigate(path);
  const [, , name = '', seq] = path.split('/');
  const room = chats.value?.room(decodeURIComponent(name));
  if (room && Number(seq) > 0) room.target.value = Number(seq);
}
