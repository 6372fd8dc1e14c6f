import { Link } from 'wouter-preact';
import { Page } from '../../components/shell/page';
import { moderationText } from '../../text/moderation';
import type { User } from '../../wire';
import { NotFound } from '../not-found';
import { DecidedReports } from './decided';
import { AuditLog } from './log';
import { People } from './people';
import { Queue } from './queue';
import { CommunitySettingsPart } from './settings';

const PARTS = ['queue', 'decided', 'people', 'log', 'settings'] as const;
type Part = (typeof PARTS)[number];

const pathOf = (part: Part): string => (part === 'queue' ? '/moderation' : `/moderation/${part}`);

/** Where those who look after the site do so. */
export function ModerationView({ user, part = 'queue' }: { user: User; part?: string | undefined }) {
  const words = moderationText.page;
  const isPart = (PARTS as readonly string[]).includes(part);
  if (!isPart || (user.role ?? 'member') === 'member') return <NotFound words={words.notYours} />;
  return (
    <Page title={words.title} back={{ href: '/', words: words.back }}>
      <nav aria-label={words.parts} class="flex flex-wrap gap-2">
        {PARTS.map((each) => (
          <Link
            key={each}
            href={pathOf(each)}
            aria-current={each === part ? 'page' : undefined}
            class={`btn min-h-10 px-4 ${each === part ? 'current btn-main' : 'btn-quiet'}`}
          >
            {words[each]}
          </Link>
        ))}
      </nav>
      <Current part={part as Part} user={user} />
    </Page>
  );
}

function Current({ part, user }: { part: Part; user: User }) {
  switch (part) {
    case 'queue':
      return <Queue />;
    case 'decided':
      return <DecidedReports />;
    case 'people':
      return <People />;
    case 'log':
      return <AuditLog />;
    case 'settings':
      return <CommunitySettingsPart owner={user.role === 'owner'} />;
  }
}
