import { Section } from '../../parts/page';
import { Switch } from '../../parts/switch';
import { preferences } from '../../state/appearance';
import { enterSends } from '../../state/writing';
import { t } from '../../text';

/** How messages are written in this browser. */
export function Writing() {
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
