import { useEffect } from 'preact/hooks';
import { overlay } from '../../state/page/overlay';

/** How the key that opens the chat switcher is written on this machine. */
export const SWITCH = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K';

/** The keys that work on every page of a signed-in user. */
export function Shortcuts() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const switching = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!switching || event.shiftKey || event.altKey) return;
      event.preventDefault();
      overlay.value = overlay.value?.kind === 'switcher' ? null : { kind: 'switcher' };
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return null;
}
