import { useLocation } from 'wouter-preact';
import { useAction } from '../../components/forms/use-action';
import { Avatar } from '../../components/members/avatar';
import { BotBadge } from '../../components/members/bot-badge';
import { chats } from '../../state';
import { groupsApi } from '../../state/groups-api';
import { now } from '../../state/page/clock';
import { robotText } from '../../text/robots';
import { dayName, exactTime } from '../../text/time';
import type { Bot } from '../../wire';
import { LastUse } from './times';

interface Props {
  bot: Bot;
  renew(): void;
  remove(): void;
}

const BUTTON = 'btn btn-quiet min-h-9 px-4';

/** One of the user's bots: when it was used last, how long its token is good, and what can be done with it. */
export function BotRow({ bot, renew, remove }: Props) {
  const { username, display_name: name } = bot;
  const [, navigate] = useLocation();
  const words = robotText.own;
  const write = useAction(async () => {
    const chat = await groupsApi.privateChat(username);
    chats.value?.renew(chat);
    navigate(`/chat/${encodeURIComponent(chat.name)}`);
  });
  return (
    <li data-testid="bot" class="flex flex-col gap-3 py-4">
      <div class="flex items-center gap-3">
        <Avatar name={name} />
        <div class="min-w-0 flex-1">
          <p class="flex items-center gap-1.5">
            <span dir="auto" class="truncate font-bold">
              {name}
            </span>
            <BotBadge of={{ username, display_name: name, avatar_url: null, bot: true }} />
          </p>
          <p class="truncate text-sm text-soft">@{username}</p>
          <p class="text-sm text-soft">
            <LastUse time={bot.last_used} used={words.used} unused={words.unused} />
          </p>
          <Expiry expires={new Date(bot.expires)} />
        </div>
      </div>
      <div class="flex flex-wrap gap-2">
        <button type="button" class={BUTTON} aria-busy={write.busy} onClick={() => void write.run()}>
          {words.write}
        </button>
        <button type="button" class={BUTTON} aria-label={words.renewIt({ username })} onClick={renew}>
          {words.renew}
        </button>
        <button type="button" class={BUTTON} aria-label={words.removeIt({ username })} onClick={remove}>
          {words.remove}
        </button>
      </div>
      <p role="alert" class="text-sm font-semibold text-danger empty:hidden">
        {write.failure}
      </p>
    </li>
  );
}

function Expiry({ expires }: { expires: Date }) {
  const over = expires <= now.value;
  const time = dayName(expires, now.value);
  return (
    <p class={`text-sm ${over ? 'font-semibold text-danger' : 'text-soft'}`}>
      <time dateTime={expires.toISOString()} title={exactTime(expires)}>
        {over ? robotText.own.expired({ time }) : robotText.own.expires({ time })}
      </time>
    </p>
  );
}
