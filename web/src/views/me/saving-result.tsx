import { settingsText } from '../../text/user-settings';
import type { Saving } from './use-saving';

/** What became of saving: in words, where it was asked for. */
export function SavingResult({ saved, failure }: Pick<Saving, 'saved' | 'failure'>) {
  return (
    <>
      <p role="status" class="-mt-2 font-semibold text-good empty:hidden">
        {saved && settingsText.saved}
      </p>
      <p role="alert" class="-mt-2 font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </>
  );
}
