import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallSession } from '../../calls/session';
import type { CallCenter } from '../../state/calls/call-center';
import { type CallMoment, changesOf, momentOf } from '../../state/calls/moments';
import { callText } from '../../text/calls/index';

/** Tells screen readers what happens in the call. What was so before it came, it does not. */
export function CallAnnouncer({ center, session }: { center: CallCenter; session: CallSession }) {
  const moment = momentOf(session);
  const before = useRef<CallMoment | null>(null);
  const [words, setWords] = useState('');

  useEffect(() => {
    const changes = before.current ? changesOf(before.current, moment) : [];
    before.current = moment;
    if (changes.length === 0) return;
    setWords(changes.map(({ what, username }) => wordsFor(what, center.people.name(session.room, username))).join(' '));
  }, [JSON.stringify(moment)]);

  return (
    <p role="status" data-testid="call-announcer" class="sr-only">
      {words}
    </p>
  );
}

function wordsFor(what: ReturnType<typeof changesOf>[number]['what'], name: string): string {
  if (what === 'reconnecting') return callText.state.reconnecting;
  if (what === 'failed') return callText.state.failed;
  const words = callText.told[what];
  return typeof words === 'string' ? words : words({ name });
}
