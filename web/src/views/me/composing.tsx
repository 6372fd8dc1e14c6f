import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { preferences } from '../../state/account/appearance';
import { enterSends } from '../../state/chats/composition';
import { settingsText } from '../../text/user-settings';

/** How messages are written in this browser. */
export function Composing() {
  return (
    <Section title={settingsText.writing.title}>
      <Switch
        label={settingsText.writing.enterSends}
        hint={settingsText.writing.enterSendsHint}
        on={enterSends()}
        change={(on) => preferences.choose({ enterSends: on })}
      />
    </Section>
  );
}
