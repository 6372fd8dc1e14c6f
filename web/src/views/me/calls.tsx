import { useEffect } from 'preact/hooks';
import { CallSwitches } from '../../components/calls/call-switches';
import { Section } from '../../components/shell/page';
import { bringCalls } from '../../state';
import { callCenter } from '../../state/calls/current';
import { callText } from '../../text/calls';

/** How the user calls from this browser. */
export function CallSettings() {
  const calls = callCenter.value?.calls.value;
  useEffect(() => {
    void bringCalls().then(
      (center) => center.prepare(),
      () => undefined,
    );
  }, []);
  return (
    <Section title={callText.settings.calls}>
      <CallSwitches calls={calls ?? null} />
    </Section>
  );
}
