import { robotText } from '../../text/robots/index';
import type { Author } from '../../wire/index';
import { isHook } from '../members/is-hook';

/** What is special about an account in a profile: a program has it, or nobody yet. */
export function ProfileNote({ person, imported }: { person: Author; imported: boolean }) {
  const words = robotText.profile;
  return (
    <p data-testid="profile-note" class="rounded-2xl bg-sunken px-4 py-3 text-sm font-semibold">
      {imported ? words.imported : isHook(person) ? words.hook : words.bot}
    </p>
  );
}
