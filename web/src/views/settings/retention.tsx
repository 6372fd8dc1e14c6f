import { Choice } from '../../components/forms/choice';
import { useAction } from '../../components/forms/use-action';
import { Section } from '../../components/shell/page';
import { groupsApi } from '../../state/groups-api';
import { groupText } from '../../text/group-settings';
import type { GroupSettings } from '../../wire';

interface Props {
  settings: GroupSettings;
  take(settings: GroupSettings): void;
}

/** As long as the site keeps messages, which may be for ever. */
const SITE = 0;
const DAYS = [1, 7, 30, 90, 365];

/** For how long a group's messages are kept. */
export function GroupRetention({ settings, take }: Props) {
  const { name, retention_days: now } = settings.chat;
  const change = useAction(async (days: number) => take(await groupsApi.edit(name, { retention_days: days })));
  const offered = [...new Set([...DAYS, ...(now === null ? [] : [now])])].sort((a, b) => a - b);
  return (
    <Section title={groupText.settings.keeping}>
      <Choice
        label={groupText.settings.keepingHint}
        options={[
          [String(SITE), groupText.settings.keepingSite],
          ...offered.map((days) => [String(days), groupText.settings.keepingDays({ n: days })] as const),
        ]}
        value={String(now ?? SITE)}
        choose={(days) => void change.run(Number(days))}
      />
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {change.failure}
      </p>
    </Section>
  );
}
