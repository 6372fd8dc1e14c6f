import { useEffect } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { bringCalls } from '../../state/index';
import { navigate } from '../../state/page/navigation';

/** Answers the call that the address names, as a notification of it does (`worker/push/ring.ts`), once. */
export function useAnswer(room: string): void {
  const call = new URLSearchParams(useSearch()).get('accept');
  useEffect(() => {
    if (!call) return;
    navigate(`/chat/${encodeURIComponent(room)}`, { replace: true });
    void bringCalls().then((center) => center.accept({ room, call }, false));
  }, [room, call]);
}
