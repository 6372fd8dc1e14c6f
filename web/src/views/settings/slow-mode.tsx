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

const MINUTE = 60;
const SECONDS = [0, 10, 30, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/** How long a member of a group waits between two messages. */
export function GroupSlowMode({ settings, take }: Props) {
  const { chat, slow_seconds: now = 0 } = settings;
  const change = useAction(async (slow_seconds: number) => take(await groupsApi.edit(chat.name, { slow_seconds })));
  const offered = [...new Set([...SECONDS, now])].sort((a, b) => a - b);
  return (
    <Section title={groupText.settings.slow}>
      <Choice
        label={groupText.settings.slowHint}
        options={offered.map((seconds) => [String(seconds), wordsOf(seconds)] as const)}
        value={String(now)}
        choose={(seconds) => void change.run(Number(seconds))}
      />
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {change.failure}
      </p>
    </Section>
  );
}

function wordsOf(seconds: number): string {
  if (seconds === 0) return groupText.settings.slowOff;
  return seconds % MINUTE === 0
    ? groupText.settings.slowMinutes({ n: seconds / MINUTE })
    : groupText.settings.slowSeconds({ n: seconds });
}
