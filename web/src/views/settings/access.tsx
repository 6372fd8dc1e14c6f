import { useState } from 'preact/hooks';
import { Confirm } from '../../components/dialogs/confirm';
import { CopyField } from '../../components/forms/copy-field';
import { Switch } from '../../components/forms/switch';
import { useAction } from '../../components/forms/use-action';
import { Section } from '../../components/shell/page';
import { groupsApi } from '../../state/groups-api';
import { groupText } from '../../text/group-settings';
import { groupsText } from '../../text/groups';
import type { GroupSettings } from '../../wire';

interface Props {
  settings: GroupSettings;
  take(settings: GroupSettings): void;
}

/** Who can join a group: everybody, or those with the invite link. */
export function GroupAccess({ settings, take }: Props) {
  const { chat, invite } = settings;
  const [asking, setAsking] = useState(false);
  const [fresh, setFresh] = useState(false);
  const link = `${location.origin}/chat/${encodeURIComponent(chat.name)}?${new URLSearchParams({ invite })}`;
  const change = useAction(async (open: boolean) => take(await groupsApi.edit(chat.name, { open })));
  const reset = async () => {
    take(await groupsApi.edit(chat.name, { reset_invite: true }));
    setAsking(false);
    setFresh(true);
  };
  return (
    <Section title={groupText.settings.access}>
      <Switch
        label={groupsText.newGroup.open}
        hint={groupsText.newGroup.openHint}
        on={chat.open}
        busy={change.busy}
        change={(open) => void change.run(open)}
      />
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {change.failure}
      </p>
      <CopyField label={groupText.settings.invite} hint={groupText.settings.inviteHint} value={link} />
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="button" class="btn btn-quiet" onClick={() => setAsking(true)}>
          {groupText.settings.reset}
        </button>
        <p role="status" class="text-sm font-semibold text-good">
          {fresh && groupText.settings.wasReset}
        </p>
      </div>
      {asking && (
        <Confirm
          title={groupText.settings.resetTitle}
          words={groupText.settings.resetWords}
          submit={groupText.settings.reset}
          tone="main"
          act={reset}
          close={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
