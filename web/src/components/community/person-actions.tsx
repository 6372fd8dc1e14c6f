import { Ban, CircleCheck, Flag } from 'lucide-preact';
import type { Chats } from '../../state/chats/chats';
import { communityOf } from '../../state/community/community';
import { account, session } from '../../state/index';
import { notice } from '../../state/notices/notice';
import { overlay } from '../../state/page/overlay';
import { communityText } from '../../text/community/index';
import type { Author } from '../../wire/index';
import { useAction } from '../forms/use-action';
import { lazyComponent } from '../shell/lazy-component';

const Sanctions = lazyComponent(async () => (await import('../moderation/sanctions')).Sanctions);

/** What can be done about somebody: blocked, reported, by moderators more. */
export function PersonActions({ person, chats }: { person: Author; chats: Chats }) {
  const { username, display_name: name } = person;
  const role = account.user.value?.role ?? 'member';
  const unblock = useAction(async () => {
    await communityOf(chats, session).blocks.unblock(username);
    notice.value = communityText.block.undone({ name });
  });
  return (
    <>
      <div class="flex flex-wrap gap-2">
        {chats.blocked.value.has(username) ? (
          <button type="button" class="btn btn-quiet grow" aria-busy={unblock.busy} onClick={() => void unblock.run()}>
            <CircleCheck size="1.125rem" aria-hidden /> {communityText.block.undo}
          </button>
        ) : (
          <button
            type="button"
            class="btn btn-quiet grow"
            onClick={() => {
              overlay.value = { kind: 'block', person };
            }}
          >
            <Ban size="1.125rem" aria-hidden /> {communityText.block.action}
          </button>
        )}
        <button
          type="button"
          class="btn btn-quiet grow"
          onClick={() => {
            overlay.value = { kind: 'report-person', username };
          }}
        >
          <Flag size="1.125rem" aria-hidden /> {communityText.report.action}
        </button>
      </div>
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {unblock.failure}
      </p>
      {role !== 'member' && <Sanctions username={username} owner={role === 'owner'} />}
    </>
  );
}
