import type { Calls } from '../../calls/session';
import { pushToTalk, setPushToTalk } from '../../state/calls/push-to-talk';
import { callText } from '../../text/calls/index';
import { Switch } from '../forms/switch';

/** How the user is heard in calls, and what others learn of them; kept in this browser. Null until that is known. */
export function CallSwitches({ calls }: { calls: Calls | null }) {
  const session = calls?.session.value;
  const words = callText.settings;
  const talk = (on: boolean) => {
    setPushToTalk(on);
    if (on) void session?.local.setMicrophone(false);
  };
  // The server may have calls go through a relay whatever the user wants.
  const isForced = session?.relayOnly.value === true && calls?.relayOnly.value === false;
  return (
    <>
      <Switch label={words.talk} hint={words.talkHint} on={pushToTalk.value} change={talk} />
      {isForced ? (
        <p class="text-sm text-soft">{words.relayForced}</p>
      ) : (
        calls && (
          <Switch
            label={words.relay}
            hint={words.relayHint}
            on={calls.relayOnly.value}
            change={(on) => calls.setRelayOnly(on)}
          />
        )
      )}
    </>
  );
}
