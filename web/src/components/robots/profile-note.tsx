import { robotText } from '../../text/robots/index';

/** What is special about an account in a profile: a program has it, or nobody yet. */
export function ProfileNote({ hook, imported }: { hook: boolean; imported: boolean }) {
  const words = robotText.profile;
  return (
    <p data-testid="profile-note" class="rounded-2xl bg-sunken px-4 py-3 text-sm font-semibold">
      {imported ? words.imported : hook ? words.hook : words.bot}
    </p>
  );
}
