import { useState } from 'preact/hooks';
import { moderationApi } from '../../state/moderation/api';
import { overlay } from '../../state/page/overlay';
import { communityText } from '../../text/community/index';
import { moderationText } from '../../text/moderation/index';
import type { Role } from '../../wire/index';
import { useAction } from '../forms/use-action';

const ROLES: readonly Role[] = ['owner', 'moderator', 'member'];

/** What those who look after the site can do about somebody. */
export function Sanctions({ username, owner }: { username: string; owner: boolean }) {
  const words = moderationText.sanction;
  const [done, setDone] = useState('');
  const { run, busy, failure } = useAction(async (act: () => Promise<void>, said: string) => {
    setDone('');
    await act();
    setDone(said);
  });
  const ask = (sanction: 'mute' | 'ban') => () => {
    overlay.value = { kind: 'sanction', sanction, username };
  };
  const lift = (act: 'unmute' | 'unban', said: string) => () => void run(() => moderationApi[act](username), said);
  return (
    <section aria-label={words.title} aria-busy={busy} class="flex flex-col gap-3 border-t border-line pt-4">
      <h3 class="font-bold">{words.title}</h3>
      <div class="grid grid-cols-2 gap-2 max-phone:grid-cols-1">
        <Button act={ask('mute')}>{words.mute}</Button>
        <Button act={lift('unmute', words.unmuted({ username }))}>{words.unmute}</Button>
        <Button act={ask('ban')}>{words.ban}</Button>
        <Button act={lift('unban', words.unbanned({ username }))}>{words.unban}</Button>
      </div>
      {owner && (
        <fieldset>
          <legend class="mb-1 font-bold">{words.role}</legend>
          <p class="mb-2 text-sm text-soft">{words.roleHint}</p>
          <div class="flex flex-wrap gap-2">
            {ROLES.map((role) => (
              <Button
                key={role}
                act={() => void run(() => moderationApi.setRole(username, role), words.roleSet({ username }))}
              >
                {communityText.roles[role]}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      <p role="status" class="font-semibold text-good empty:hidden">
        {done}
      </p>
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </section>
  );
}

const Button = ({ act, children }: { act(): void; children: string }) => (
  <button type="button" class="btn btn-quiet px-3" onClick={act}>
    {children}
  </button>
);
