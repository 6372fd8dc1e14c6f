import { useState } from 'preact/hooks';
import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { preferences } from '../../state/account/appearance';
import { chime, permission } from '../../state/notices/notification';
import { notifications as notifier } from '../../state/page/browser-features';
import { t } from '../../text';

/** What calls the user while they look elsewhere. */
export function Notifications() {
  const { sound, notifications } = preferences.choices.value;
  const [allowed, setAllowed] = useState(permission());

  const change = async (on: boolean) => {
    preferences.choose({ notifications: on });
    if (!on || allowed === 'missing') return;
    await notifier()?.requestPermission();
    setAllowed(permission());
  };
  const ring = (on: boolean) => {
    preferences.choose({ sound: on });
    if (on) chime();
  };
  const blocked = { denied: t.preferences.blocked, missing: t.preferences.missing, default: '', granted: '' }[allowed];
  return (
    <Section title={t.preferences.notifications}>
      <p class="-mt-2 text-soft">{t.preferences.notificationsHint}</p>
      <div>
        <Switch
          label={t.preferences.show}
          hint={t.preferences.showHint}
          on={notifications && allowed === 'granted'}
          change={(on) => void change(on)}
        />
        <p role="status" class="mt-1 text-sm font-semibold text-danger empty:hidden">
          {notifications && blocked}
        </p>
      </div>
      <Switch label={t.preferences.sound} hint={t.preferences.soundHint} on={sound} change={ring} />
    </Section>
  );
}
