import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { settingsText } from '../../text/user-settings';
import type { Settings } from '../../wire';
import { SavingResult } from './saving-result';
import { useSaving } from './use-saving';

/** Whether others are told that the user types, and how far they have read. */
export function Privacy({ settings: { typing, receipts } }: { settings: Settings }) {
  const saving = useSaving();
  const { busy, save } = saving;
  return (
    <Section title={settingsText.privacy.title}>
      <Switch
        label={settingsText.privacy.typing}
        hint={settingsText.privacy.typingHint}
        on={typing}
        busy={busy}
        change={(on) => void save({ typing: on })}
      />
      <Switch
        label={settingsText.privacy.receipts}
        hint={settingsText.privacy.receiptsHint}
        on={receipts}
        busy={busy}
        change={(on) => void save({ receipts: on })}
      />
      <SavingResult {...saving} />
    </Section>
  );
}
