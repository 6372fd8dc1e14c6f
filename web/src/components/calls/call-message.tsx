import { Phone, PhoneMissed, PhoneOff, Video } from 'lucide-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { bringCalls, chats } from '../../state/index';
import { callText } from '../../text/calls/index';
import { callWords } from '../../text/calls/summary';
import { displayNameOf, listOf } from '../../text/names';
import type { CallSummary } from '../../wire/index';

interface Props {
  line: MessageLine;
  call: CallSummary;
  class: string;
}

/** What became of a call, who was in it, and the way to call again. */
export function CallMessage({ line: { room, own }, call, class: extra }: Props) {
  const Icon = iconOf(call, own);
  const people = peopleWords(call, room);
  return (
    <div data-testid="call-message" class={`flex max-w-full min-w-48 flex-col gap-2 rounded-2xl px-3 py-2 ${extra}`}>
      <div class="flex items-center gap-3">
        <span
          class={`grid size-10 shrink-0 place-items-center rounded-xl ${missed(call, own) ? 'bg-danger-soft text-danger' : 'bg-snow text-snow-ink'}`}
        >
          <Icon size="1.25rem" aria-hidden />
        </span>
        <span class="min-w-0 flex-1">
          <span class="block font-bold">{callWords(call, own)}</span>
          {people.map((words) => (
            <span key={words} class="block text-xs text-soft">
              {words}
            </span>
          ))}
        </span>
      </div>
      <button
        type="button"
        class="btn btn-quiet min-h-9 px-4"
        onClick={() => void bringCalls().then((center) => center.start(room, call.video))}
      >
        {call.video ? <Video size="1.125rem" aria-hidden /> : <Phone size="1.125rem" aria-hidden />}
        {callText.start.again}
      </button>
    </div>
  );
}

const missed = ({ outcome }: CallSummary, own: boolean): boolean =>
  !own && (outcome === 'missed' || outcome === 'cancelled');

function iconOf(call: CallSummary, own: boolean): typeof Phone {
  if (missed(call, own)) return PhoneMissed;
  if (call.outcome !== 'answered') return PhoneOff;
  return call.video ? Video : Phone;
}

/** In a group, who was in it, and who missed one that others were in. Of two it goes without saying. */
function peopleWords({ outcome, participants, missed: absent }: CallSummary, room: string): string[] {
  const state = chats.value?.room(room);
  if (state?.chat.value?.kind !== 'group' || outcome !== 'answered') return [];
  const names = (usernames: readonly string[]) =>
    listOf(
      usernames.map((username) => {
        const person = state.people.value.get(username);
        return person ? displayNameOf(person, state.namesakes.value) : `@${username}`;
      }),
    );
  return [
    callText.log.with({ names: names(participants) }),
    ...(absent.length > 0 ? [callText.log.missedBy({ names: names(absent) })] : []),
  ];
}
