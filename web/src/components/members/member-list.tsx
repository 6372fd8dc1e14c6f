import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MemberPages } from '../../state/chats/members';
import { t } from '../../text/index';
import type { Member } from '../../wire/index';
import { onArrows } from '../dialogs/arrow-keys';
import { MemberRow } from './member-row';

interface Props {
  pages: MemberPages;
  me: string;
  admin: string | null;
  class?: string;
  /** What can be done with one of them. */
  children?(member: Member): ComponentChildren;
}

/** The members of a group. Those of a large one come as one scrolls. */
export function MemberList({ pages, me, admin, class: extra = '', children }: Props) {
  return (
    <>
      <ul
        onKeyDown={(event) => onArrows(event, event.currentTarget)}
        aria-label={t.group.members}
        class={`flex flex-col ${extra}`}
      >
        {pages.members.value.map((member) => (
          <MemberRow key={member.username} member={member} me={me} admin={admin}>
            {children?.(member)}
          </MemberRow>
        ))}
      </ul>
      {!pages.complete && <MoreMembers pages={pages} />}
    </>
  );
}

/** Stands at the end of those who are known, and brings the next when it comes into sight. */
function MoreMembers({ pages }: { pages: MemberPages }) {
  const end = useRef<HTMLDivElement>(null);
  const loading = pages.loading.value;

  useEffect(() => {
    if (!end.current || loading !== 'idle') return;
    const watcher = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) void pages.more();
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [pages, loading]);

  return (
    <div ref={end} role="status" class="min-h-14 text-center text-sm text-soft">
      {loading === 'failed' ? (
        <>
          {t.group.furtherMissed}{' '}
          <button type="button" class="link min-h-6" onClick={() => void pages.more()}>
            {t.access.again}
          </button>
        </>
      ) : (
        t.group.further
      )}
    </div>
  );
}
