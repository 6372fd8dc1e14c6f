import { Switch } from '../../components/forms/switch';
import { Section } from '../../components/shell/page';
import { preferences } from '../../state/account/appearance';
import { enterSends } from '../../state/chats/composition';
import { t } from '../../text';

/** How messages are written in this browser. */
export function Composing() {
  return (
    <Section title={t.preferences.writing}>
      <Switch
        label={t.preferences.enterSends}
        hint={t.preferences.enterSendsHint}
        on={enterSends()}
        change={(on) => preferences.choose({ enterSends: on })}
      />
    </Section>
  );
}
