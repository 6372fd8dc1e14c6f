import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { Card } from '../../components/shell/card';
import { account } from '../../state';
import { communityText } from '../../text/community';

/** Where an invitation to the site leads: to an account, for whoever has none. */
export function InviteView({ code }: { code: string }) {
  const words = communityText.invite;
  useEffect(() => {
    if (account.access.value === 'unreachable') void account.restore();
  }, []);
  const inside = account.access.value === 'in';
  return (
    <Card title={words.title}>
      <p class="text-soft">{inside ? words.inside : words.words}</p>
      {inside ? (
        <Link href="/" class="btn btn-main">
          {words.toChat}
        </Link>
      ) : (
        <>
          <Link href={`/signup?${new URLSearchParams({ invite: code })}`} class="btn btn-main">
            {words.signup}
          </Link>
          <Link href="/login" class="btn btn-quiet">
            {words.login}
          </Link>
        </>
      )}
    </Card>
  );
}
