import { useState } from 'preact/hooks';
import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { session } from '../../state';
import { preferences } from '../../state/account/appearance';
import { browserPush } from '../../state/notices/browser-push';
import { chime, permission } from '../../state/notices/notification';
import { notifications as notifier } from '../../state/page/browser-features';
import { settingsText } from '../../text/user-settings';
import { Bell } from './bell';
import { DeniedHelp } from './denied-help';

/** What calls the user while they look elsewhere, and while no page is open. */
export function Notifications() {
  const { sound, notifications } = preferences.choices.value;
  const [allowed, setAllowed] = useState(permission());

  /** Within the tap that asks for it: browsers want that. */
  const allow = async () => {
    preferences.choose({ notifications: true });
    if (allowed !== 'missing') await notifier()?.requestPermission();
    setAllowed(permission());
    return permission() === 'granted';
  };
  const change = (on: boolean) => {
    if (on) return void allow();
    preferences.choose({ notifications: false });
    void browserPush(session)
      .subscription.switchOff()
      .catch(() => undefined);
  };
  const ring = (on: boolean) => {
    preferences.choose({ sound: on });
    if (on) chime();
  };
  return (
    <>
      <Section title={settingsText.notifications.title}>
        <p class="-mt-2 text-soft">{settingsText.notifications.words}</p>
        <div>
          <Switch
            label={settingsText.notifications.show}
            hint={settingsText.notifications.showHint}
            on={notifications && allowed === 'granted'}
            change={change}
          />
          <div role="status" class="mt-1 text-sm empty:hidden">
            {allowed === 'denied' && <DeniedHelp />}
            {notifications && allowed === 'missing' && (
              <p class="font-semibold text-danger">{settingsText.notifications.missing}</p>
            )}
          </div>
        </div>
        <Switch
          label={settingsText.notifications.sound}
          hint={settingsText.notifications.soundHint}
          on={sound}
          change={ring}
        />
      </Section>
      <Bell allow={allow} />
    </>
  );
}
