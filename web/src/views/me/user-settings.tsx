import { useEffect, useState } from 'preact/hooks';
import { Section } from '../../components/shell/page';
import { useRetry } from '../../components/shell/use-retry';
import { chats } from '../../state';
import { t, wordsFor } from '../../text';
import { settingsText } from '../../text/user-settings';
import { Keywords } from './keywords';
import { NotifyLevels } from './notify-levels';
import { Privacy } from './privacy';
import { QuietHours } from './quiet-hours';

/** What the server keeps of the user's wishes, part by part: of what they are told, and others of them. */
export function UserSettings() {
  const settings = chats.value?.settings.known.value;
  const [failure, setFailure] = useState<unknown>(null);
  const load = () => {
    setFailure(null);
    chats.value?.settings.load().catch((error: unknown) => setFailure(error));
  };
  useEffect(load, []);
  useRetry(failure, load);
  if (!settings)
    return (
      <Section title={settingsText.notify.title}>
        {failure === null ? (
          <p role="status" class="animate-late text-soft">
            {settingsText.loading}
          </p>
        ) : (
          <div role="alert" class="flex flex-col items-start gap-3">
            <p class="font-semibold text-danger">{wordsFor(failure)}</p>
            <button type="button" class="btn btn-quiet" onClick={load}>
              {t.access.again}
            </button>
          </div>
        )}
      </Section>
    );
  return (
    <>
      <NotifyLevels settings={settings} />
      <Keywords keywords={settings.keywords} />
      <QuietHours quiet={settings.quiet} />
      <Privacy settings={settings} />
    </>
  );
}
