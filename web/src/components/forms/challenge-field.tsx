import { CircleCheck, Cpu } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChallengeAnswer } from '../../state/account/challenge-answer';
import { entryText } from '../../text/entry/index';

/** Calculates while the form is filled in, and says so. */
export function ChallengeField({ answer }: { answer: ChallengeAnswer }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    answer.get().then(
      () => setDone(true),
      () => undefined, // tried again as the form is sent
    );
  }, [answer]);
  const Icon = done ? CircleCheck : Cpu;
  return (
    <p
      role="status"
      data-testid="challenge"
      class="flex items-center gap-2 rounded-2xl border border-line bg-paper px-4 py-3 text-sm font-semibold"
    >
      <Icon size="1.125rem" aria-hidden class={`shrink-0 ${done ? 'text-good' : 'text-accent'}`} />
      {done ? entryText.challenge.done : entryText.challenge.running}
    </p>
  );
}
