import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../../components/forms/use-action';
import { Section } from '../../components/shell/page';
import { useRetry } from '../../components/shell/use-retry';
import { chats, session } from '../../state';
import { communityOf } from '../../state/community/community';
import { wordsFor } from '../../text';
import { communityText } from '../../text/community';

/** Whom the user has blocked, each to be let go. */
export function BlockedPeople() {
  const own = chats.value;
  const [loaded, setLoaded] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const load = () => {
    setFailure(null);
    if (own)
      communityOf(own, session)
        .blocks.load()
        .then(() => setLoaded(true), setFailure);
  };
  useEffect(load, [own]);
  useRetry(failure, load);
  const unblock = useAction(async (username: string) => {
    if (own) await communityOf(own, session).blocks.unblock(username);
  });
  const words = communityText.block;
  const usernames = [...(own?.blocked.value ?? [])];
  return (
    <Section title={words.list}>
      <p class="-mt-2 text-soft">{words.hint}</p>
      {usernames.length > 0 ? (
        <ul aria-label={words.list} class="flex flex-col divide-y divide-line">
          {usernames.map((username) => (
            <li key={username} class="flex min-h-12 items-center gap-3">
              <span class="min-w-0 flex-1 truncate font-bold">@{username}</span>
              <button
                type="button"
                class="btn btn-quiet min-h-9 px-4"
                aria-label={words.undoIt({ username })}
                onClick={() => void unblock.run(username)}
              >
                {words.undo}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p role="status" class="text-sm text-soft">
          {failure !== null ? wordsFor(failure) : loaded ? words.none : words.loading}
        </p>
      )}
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {unblock.failure}
      </p>
    </Section>
  );
}
