import { Phone, PhoneCall, Video } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { callCenter } from '../../state/calls/current';
import { bringCalls, chats } from '../../state/index';
import { callText } from '../../text/calls/index';
import type { Chat } from '../../wire/index';
import { Dropdown } from '../dialogs/dropdown';
import { useAnswer } from './use-answer';

/** More members than this cannot call each other (wire contract, part 6). */
const MOST = 20;

/** How one calls a chat; where a call goes on there, the way into it, or back to it. */
export function CallButtons({ chat: { name, member_count } }: { chat: Chat }) {
  const center = callCenter.value;
  const going = chats.value?.list.value?.find((each) => each.name === name)?.call;
  const session = center?.session.value;
  const words = callText.start;
  useAnswer(name);
  useEffect(() => {
    // Whoever was not rung hears of its end by what follows the list.
    if (going) void bringCalls().catch(() => undefined);
  }, [going?.call]);

  if (center && session?.room === name && !session.end.value) {
    const open = () => {
      center.open.value = true;
    };
    return <Joining label={words.open} act={open} />;
  }
  if (going) {
    const join = () => void bringCalls().then((own) => own.accept({ room: name, call: going.call }, false));
    return <Joining label={words.joinCall} words={words.join} act={join} />;
  }
  if (member_count > MOST) return null;
  return <Starting call={(video) => void bringCalls().then((own) => own.start(name, video))} />;
}

/** Both kinds side by side; in a menu on a phone, where the name of the chat needs the room. */
function Starting({ call }: { call(video: boolean): void }) {
  const words = callText.start;
  return (
    <>
      <span class="flex max-phone:hidden">
        <button type="button" aria-label={words.voice} title={words.voice} onClick={() => call(false)} class="icon-btn">
          <Phone size="1.25rem" aria-hidden />
        </button>
        <button type="button" aria-label={words.video} title={words.video} onClick={() => call(true)} class="icon-btn">
          <Video size="1.375rem" aria-hidden />
        </button>
      </span>
      <Dropdown
        label={words.menu}
        face={<Phone size="1.25rem" aria-hidden class="text-soft" />}
        class="static phone:hidden"
      >
        {(close) => (
          <>
            <Item icon={Phone} words={words.voice} act={() => call(false)} close={close} />
            <Item icon={Video} words={words.video} act={() => call(true)} close={close} />
          </>
        )}
      </Dropdown>
    </>
  );
}

interface ItemProps {
  icon: typeof Phone;
  words: string;
  act(): void;
  close(): void;
}

function Item({ icon: Icon, words, act, close }: ItemProps) {
  const pick = () => {
    close();
    act();
  };
  return (
    <button type="button" onClick={pick} class="menu-item">
      <Icon size="1.125rem" aria-hidden /> {words}
    </button>
  );
}

function Joining({ label, words, act }: { label: string; words?: string; act(): void }) {
  return (
    <button type="button" aria-label={label} title={label} onClick={act} class="btn btn-main min-h-9 shrink-0 px-4">
      <PhoneCall size="1.125rem" aria-hidden />
      {words}
    </button>
  );
}
