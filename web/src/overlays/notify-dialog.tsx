import { Bell, BellOff } from 'lucide-preact';
import { Dialog } from '../components/dialogs/dialog';
import { Choice } from '../components/forms/choice';
import { useAction } from '../components/forms/use-action';
import { api } from '../state';
import type { Chats } from '../state/chats/chats';
import type { RoomState } from '../state/chats/room';
import { type Level, ownLevel } from '../state/notices/levels';
import { inAnHour, tomorrowMorning } from '../state/notices/mute';
import { now } from '../state/page/clock';
import { t } from '../text';
import { clockTime, dayName } from '../text/time';
import { settingsText } from '../text/user-settings';
import type { Chat } from '../wire';

interface Props {
  room: RoomState;
  chats: Chats;
  close(): void;
}

/** What calls the user in a chat, and for how long nothing does. */
export function NotifyDialog({ room, chats, close }: Props) {
  const chat = room.chat.value;
  const { run, busy, failure } = useAction(async (level: Level | null, until: Date | null) => {
    const notify_until = until?.toISOString() ?? null;
    await api.notify(room.name, { level, until: notify_until });
    if (chat) chats.renew({ ...chat, notify: level, notify_until });
  });
  if (!chat) return null;
  const own = ownLevel(chat, now.value);
  const set = (level: Level | null, until: Date | null = null) => void run(level, until);
  return (
    <Dialog title={t.chats.notify} close={close}>
      <section aria-busy={busy} class="flex flex-col gap-3">
        <h3 class="font-bold">{settingsText.mute.title}</h3>
        <p role="status" class="-mt-2 text-sm text-soft">
          {own === 'none' ? mutedWords(chat) : settingsText.mute.words}
        </p>
        {own === 'none' ? <Unmute set={set} /> : <Mute set={set} />}
      </section>
      <Choice
        label={settingsText.mute.level}
        options={[['usual', settingsText.mute.usual], ...levelOptions()]}
        value={own ?? 'usual'}
        choose={(level) => set(level === 'usual' ? null : level)}
      />
      <p role="alert" class="font-semibold text-danger empty:hidden">
        {failure}
      </p>
    </Dialog>
  );
}

type SetLevel = (level: Level | null, until?: Date) => void;

function Unmute({ set }: { set: SetLevel }) {
  return (
    <button type="button" class="btn btn-main self-start" onClick={() => set(null)}>
      <Bell size="1.125rem" aria-hidden /> {settingsText.mute.unmute}
    </button>
  );
}

function Mute({ set }: { set: SetLevel }) {
  const tomorrow = tomorrowMorning(now.value);
  const kinds: readonly (readonly [string, () => void])[] = [
    [settingsText.mute.hour, () => set('none', inAnHour(new Date()))],
    [settingsText.mute.tomorrow({ time: clockTime(tomorrow) }), () => set('none', tomorrowMorning(new Date()))],
    [settingsText.mute.good, () => set('none')],
  ];
  return (
    <div class="flex flex-wrap gap-2">
      {kinds.map(([words, mute]) => (
        <button key={words} type="button" class="btn btn-quiet" onClick={mute}>
          <BellOff size="1.125rem" aria-hidden /> {words}
        </button>
      ))}
    </div>
  );
}

/** The time of day, with the day unless it is today. */
function momentOf(date: Date): string {
  const today = date.toDateString() === now.value.toDateString();
  return today ? clockTime(date) : `${dayName(date, now.value)}, ${clockTime(date)}`;
}

function mutedWords({ notify_until: until }: Chat): string {
  if (!until) return settingsText.mute.muted;
  return settingsText.mute.mutedUntil({ time: momentOf(new Date(until)) });
}

const levelOptions = () =>
  (['all', 'mentions', 'none'] as const).map((level) => [level, settingsText.levels[level]] as const);
