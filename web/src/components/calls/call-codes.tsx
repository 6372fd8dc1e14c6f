import type { CallSession } from '../../calls/session';
import type { CallCenter } from '../../state/calls/call-center';
import { callText } from '../../text/calls/index';

/** Five pictures a person, for two to compare: who sees the same knows that nobody stands between them. */
export function CallCodes({ center, session }: { center: CallCenter; session: CallSession }) {
  const words = callText.code;
  const peers = session.peers.value.filter(({ code }) => code.value);
  return (
    <section class="flex flex-col gap-2 border-t border-line pt-4">
      <h3 class="font-bold">{words.title}</h3>
      <p class="text-sm text-soft">{peers.length > 0 ? words.words : words.waiting}</p>
      {peers.map(({ device, username, code }) => (
        <div key={device}>
          {peers.length > 1 && (
            <p class="text-sm font-bold">{words.with({ name: center.people.name(session.room, username) })}</p>
          )}
          <p data-testid="call-code" class="call-code">
            {code.value?.map((emoji, i) => (
              <span key={i}>{emoji}</span>
            ))}
          </p>
        </div>
      ))}
    </section>
  );
}
