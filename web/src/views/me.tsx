import { Page, Section } from '../parts/page';
import { t } from '../text';
import type { User } from '../wire';
import { AccountDeletion } from './me/deletion';
import { OwnData } from './me/own-data';
import { Profile } from './me/profile';

/** The user themselves: what others see, their data, the end of their account. */
export function MeView({ user }: { user: User }) {
  return (
    <Page title={t.profile.title} back={{ href: '/', words: t.profile.back }}>
      <Section>
        <Profile user={user} />
      </Section>
      <OwnData username={user.username} />
      <AccountDeletion />
    </Page>
  );
}
