import { Snowflake, UsersRound } from 'lucide-preact';
import type { Chat } from '../../wire/index';
import { Avatar } from '../members/avatar';
import { StatusDot } from '../members/status-dot';

/** What stands for a chat: the other one with their status, or a picture of its kind. */
export function ChatAvatar({ chat }: { chat: Chat }) {
  if (chat.other) {
    return (
      <span class="relative shrink-0">
        <Avatar name={chat.other.display_name} url={chat.other.avatar_url} />
        <StatusDot status={chat.other.status} class="absolute right-0 bottom-0 outline-2 outline-surface" />
      </span>
    );
  }
  const Icon = chat.kind === 'public' ? Snowflake : UsersRound;
  return (
    <span class="grid size-9 shrink-0 place-items-center rounded-full bg-snow text-snow-ink">
      <Icon size="1.125rem" aria-hidden />
    </span>
  );
}
