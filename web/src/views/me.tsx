import { lazyComponent } from '../components/shell/lazy-component';
import { Page, Section } from '../components/shell/page';
import { t } from '../text';
import { settingsText } from '../text/user-settings';
import type { User } from '../wire';
import { Appearance } from './me/appearance';
import { Composing } from './me/composing';
import { CustomEmojiLink } from './me/custom-emoji-link';
import { AccountDeletion } from './me/deletion';
import { Notifications } from './me/notifications';
import { OwnBotsLink } from './me/own-bots-link';
import { OwnData } from './me/own-data';
import { Profile } from './me/profile';

const CallSettings = lazyComponent(async () => (await import('./me/calls')).CallSettings);
const OwnCommunity = lazyComponent(async () => (await import('./community/own')).OwnCommunity);
const UserSettings = lazyComponent(async () => (await import('./me/user-settings')).UserSettings);

/** What the user sets: what others see of them, how the client looks and calls, their data, the end of their account. */
export function MeView({ user }: { user: User }) {
  return (
    <Page title={t.preferences.title} back={{ href: '/', words: settingsText.profile.back }}>
      <Section title={settingsText.profile.title}>
        <Profile user={user} />
      </Section>
      <Appearance />
      <Composing />
      <CustomEmojiLink />
      <Notifications />
      <CallSettings />
      <UserSettings />
      <OwnCommunity user={user} />
      <OwnBotsLink />
      <OwnData username={user.username} />
      <AccountDeletion owner={user.role === 'owner'} />
    </Page>
  );
}
