import { Choice } from '../../components/forms/choice';
import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { session } from '../../state';
import { browserPush } from '../../state/notices/browser-push';
import { pushText } from '../../text/push';
import { settingsText } from '../../text/user-settings';
import type { Settings } from '../../wire';
import { SavingResult } from './saving-result';
import { useSaving } from './use-saving';

const KINDS = ['private', 'group', 'public'] as const;
const LEVELS = ['all', 'mentions', 'none'] as const;

/** Of what the user is told in each kind of chat, and how while the page is closed. */
export function NotifyLevels({ settings: { notify, previews, mail } }: { settings: Settings }) {
  const saving = useSaving();
  const { busy, save } = saving;
  const stopped = browserPush(session).devices.known.value?.mail_stopped;
  return (
    <Section title={settingsText.notify.title}>
      <p class="-mt-2 text-soft">{settingsText.notify.words}</p>
      {KINDS.map((kind) => (
        <Choice
          key={kind}
          label={settingsText.notify[kind]}
          options={LEVELS.map((level) => [level, settingsText.levels[level]])}
          value={notify[kind]}
          choose={(level) => void save({ notify: { [kind]: level } })}
        />
      ))}
      <Switch
        label={settingsText.notify.previews}
        hint={settingsText.notify.previewsHint}
        on={previews}
        busy={busy}
        change={(on) => void save({ previews: on })}
      />
      <Switch
        label={settingsText.notify.mail}
        hint={settingsText.notify.mailHint}
        on={mail}
        busy={busy}
        change={(on) => void save({ mail: on })}
      />
      {stopped && <p class="-mt-2 text-sm font-semibold text-danger">{pushText.mail[stopped]}</p>}
      <SavingResult {...saving} />
    </Section>
  );
}
