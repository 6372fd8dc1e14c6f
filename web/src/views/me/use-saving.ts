import { useState } from 'preact/hooks';
import { useAction } from '../../components/forms/use-action';
import { chats } from '../../state';
import type { SettingsChange } from '../../wire';

/** Saves parts of the user's settings: what became of the last is there to be shown. */
export function useSaving() {
  const [saved, setSaved] = useState(false);
  const store = async (change: SettingsChange) => {
    setSaved(false);
    await chats.value?.settings.save(change);
    setSaved(true);
  };
  const { run, ...state } = useAction(store);
  return {
    /** One at a time; why it failed is in `failure`. */
    save: run,
    /** The same for a form, which shows itself why it failed: rejects. */
    store,
    saved: saved && !state.busy && !state.failure,
    ...state,
  };
}

export type Saving = ReturnType<typeof useSaving>;
