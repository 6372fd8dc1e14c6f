import { useState } from 'preact/hooks';
import { wordsFor } from '../../text/index';

/** One thing that the server is asked to do: whether it is under way, and in words why it failed. */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const run = async (...args: A) => {
    if (busy) return;
    setBusy(true);
    setFailure('');
    await act(...args).catch((error: unknown) => setFailure(wordsFor(error)));
    setBusy(false);
  };
  return { run, busy, failure };
}
