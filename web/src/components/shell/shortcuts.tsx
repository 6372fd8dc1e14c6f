import { useEffect } from 'preact/hooks';
import { chats } from '../../state/index';
import { navigate } from '../../state/page/navigation';
import { overlay } from '../../state/page/overlay';
import { searchPath, WITHIN } from '../../state/page/search-path';

const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

/** How the key that gives commands is written on this machine, and with it the one that opens the chat switcher. */
export const COMMAND = APPLE ? '⌘' : 'Ctrl';
export const SWITCH = APPLE ? '⌘K' : 'Ctrl K';

/** Where keys are letters. */
const FIELDS = 'input, textarea, select, dialog *';

/** The keys that work on every page of a signed-in user. */
export function Shortcuts() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, altKey, shiftKey } = event;
      const command = event.ctrlKey || event.metaKey;
      const writing = event.target instanceof Element && event.target.matches(FIELDS);
      if (key.toLowerCase() === 'k' && command && !shiftKey && !altKey)
        overlay.value = overlay.value?.kind === 'switcher' ? null : { kind: 'switcher' };
      else if (key.toLowerCase() === 'f' && command && !altKey && !overlay.value) {
        if (!find(shiftKey)) return;
      } else if (writing || command || altKey || overlay.value) return;
      else if (key === '?') overlay.value = { kind: 'shortcuts' };
      else if (key.toLowerCase() !== 'n' || !toFirstUnread()) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return null;
}

/** What the field of the search is known by. */
export const SEARCH_FIELD = 'search-field';

/** The name of the chat that is open, as the address has it; none on other pages, as that of a new group. */
function chatInAddress(): string | undefined {
  const [, page, name = ''] = location.pathname.split('/');
  return page === 'chat' && name !== 'new' ? decodeURIComponent(name) : undefined;
}

/** Opens the search, or gives it the focus; false where the key is the browser's, as it is in the search's own field. */
function find(everywhere: boolean): boolean {
  const field = document.getElementById(SEARCH_FIELD);
  const room = everywhere ? null : chatInAddress();
  if (room !== undefined) navigate(searchPath(room), { state: WITHIN });
  else if (field && field !== document.activeElement) field.focus();
  else return false;
  return true;
}

/** Takes the reader to what is new to them in the chat that is open; false where nothing is. */
function toFirstUnread(): boolean {
  const name = chatInAddress();
  const room = name === undefined ? undefined : chats.value?.room(name);
  const first = room?.firstUnread.value ?? null;
  if (!room || first === null) return false;
  room.target.value = first;
  return true;
}
