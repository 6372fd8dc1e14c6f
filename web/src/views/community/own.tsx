import { Link } from 'wouter-preact';
import { Section } from '../../components/shell/page';
import { communityText } from '../../text/community';
import type { User } from '../../wire';
import { BlockedPeople } from './blocked-people';

/** What a user has to do with the community: their role, what was decided, the rules, and whom they blocked. */
export function OwnCommunity({ user }: { user: User }) {
  const words = communityText.own;
  const role = user.role ?? 'member';
  return (
    <>
      <Section title={words.title}>
        {role !== 'member' && <p data-testid="own-role">{words.role({ role: communityText.roles[role] })}</p>}
        <p class="flex flex-wrap gap-2">
          {role !== 'member' && (
            <Link href="/moderation" class="btn btn-quiet">
              {words.moderation}
            </Link>
          )}
          <Link href="/me/notices" class="btn btn-quiet">
            {words.notices}
          </Link>
          <Link href="/rules" class="btn btn-quiet">
            {words.rules}
          </Link>
        </p>
      </Section>
      <BlockedPeople />
    </>
  );
}
