import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { PagedList } from '../../components/community/paged-list';
import { EmptyState } from '../../components/dialogs/empty-state';
import { Page } from '../../components/shell/page';
import { communityApi } from '../../state/community/api';
import { now } from '../../state/page/clock';
import { Pages } from '../../state/page/pages';
import { communityText } from '../../text/community';
import { exactTime, shortTime } from '../../text/time';
import type { DecisionNotice } from '../../wire';

/** What was decided about what the user reported, and about the user. */
export function NoticesView() {
  const words = communityText.notices;
  const [pages] = useState(
    () =>
      new Pages(async (at) => {
        const { notices: items, cursor } = await communityApi.notices(at);
        return { items, cursor };
      }),
  );
  return (
    <Page title={words.title} back={{ href: '/me', words: words.back }}>
      <p class="-mt-3 text-soft">{words.intro}</p>
      <PagedList
        pages={pages}
        label={words.list}
        loading={words.loading}
        more={words.more}
        none={<EmptyState title={words.noneTitle} words={words.none} />}
        keyOf={({ id }) => id}
      >
        {(notice) => <Notice notice={notice} />}
      </PagedList>
    </Page>
  );
}

function Notice({ notice: { kind, text, room, seq, created } }: { notice: DecisionNotice }) {
  const when = new Date(created);
  return (
    <article data-testid="decision-notice" class="flex flex-col gap-1 rounded-3xl border border-line bg-surface p-4">
      <p class="flex items-baseline gap-2">
        <span class="min-w-0 flex-1 font-bold">{communityText.told[kind]}</span>
        <time dateTime={created} title={exactTime(when)} class="shrink-0 text-xs text-soft">
          {shortTime(when, now.value)}
        </time>
      </p>
      {text && (
        <p dir="auto" class="wrap-anywhere whitespace-pre-line">
          {text}
        </p>
      )}
      {room && seq && (
        <Link href={`/chat/${encodeURIComponent(room)}/${seq}`} class="link self-start text-sm">
          {communityText.notices.place}
        </Link>
      )}
    </article>
  );
}
