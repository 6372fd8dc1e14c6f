import { useEffect } from 'preact/hooks';
import type { ReportQueue } from '../../state/moderation/report-queue';
import { overlay } from '../../state/page/overlay';

/** Where keys are letters. */
const FIELDS = 'input:not([type="radio"]), textarea, select, dialog *';

/** What presses a decision: the letter by which a button on the report in hand is known. */
export const DECISION_KEYS = { none: 'n', delete: 'd', mute: 'm', ban: 'b' } as const;

/** J and K lead through the reports, a letter decides about the one in hand, U takes the last decision back. */
export function useQueueKeys(queue: ReportQueue): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, altKey, ctrlKey, metaKey, target } = event;
      if (altKey || ctrlKey || metaKey || overlay.value || (target instanceof Element && target.matches(FIELDS)))
        return;
      if (!act(queue, key.toLowerCase())) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [queue]);
}

function act(queue: ReportQueue, key: string): boolean {
  if (key === 'j') queue.step(1);
  else if (key === 'k') queue.step(-1);
  else if (key === 'u') queue.undo();
  else {
    const button = /^[a-z]$/.test(key) ? document.querySelector<HTMLElement>(`[data-decision-key="${key}"]`) : null;
    if (!button) return false;
    button.click();
  }
  return true;
}
