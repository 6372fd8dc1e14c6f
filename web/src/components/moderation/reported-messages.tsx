import { useState } from 'preact/hooks';
import { OpenedSpoilers } from '../../state/chats/opened-spoilers';
import { now } from '../../state/page/clock';
import { moderationText } from '../../text/moderation/index';
import { fileWords } from '../../text/summary';
import { exactTime, shortTime } from '../../text/time';
import { tombstoneOf } from '../../text/tombstone';
import type { Message, Report } from '../../wire/index';
import { BotBadge } from '../members/bot-badge';
import { MessageBody } from '../message/message-body';

/** A message that was reported, between those around it, as they were then. */
export function ReportedMessages({ report: { message, context } }: { report: Report }) {
  const [opened] = useState(() => new OpenedSpoilers());
  if (!message) return null;
  const all = [...context, message].sort((a, b) => a.seq - b.seq);
  return (
    <div class="rounded-2xl bg-sunken p-3">
      <p class="mb-1 text-sm font-bold text-soft">{moderationText.report.message}</p>
      <ol aria-label={moderationText.report.message} class="flex flex-col gap-2">
        {all.map((each) => (
          <Quoted key={each.seq} message={each} reported={each.seq === message.seq} opened={opened} />
        ))}
      </ol>
    </div>
  );
}

interface Props {
  message: Message;
  reported: boolean;
  opened: OpenedSpoilers;
}

function Quoted({ message, reported, opened }: Props) {
  const { author, created, seq, room } = message;
  const said = new Date(created);
  return (
    <li
      data-testid={reported ? 'reported' : 'context'}
      class={reported ? 'rounded-2xl border-2 border-danger bg-surface p-3' : 'px-3 text-soft'}
    >
      <p class="flex items-baseline gap-2 text-sm">
        <span class="flex min-w-0 flex-1 items-center gap-1.5 font-bold">
          <span dir="auto" class="truncate">
            {author.display_name}
          </span>
          <BotBadge of={author} />
        </span>
        {reported && <span class="sr-only">{moderationText.report.reported}</span>}
        <time dateTime={created} title={exactTime(said)} class="shrink-0 text-xs">
          {shortTime(said, now.value)}
        </time>
      </p>
      {message.deleted ? (
        <p class="italic">{tombstoneOf({ author, by: message.deleted_by })}</p>
      ) : message.body !== null ? (
        <MessageBody
          room={room}
          body={message.body}
          mentioned={{ usernames: message.mentions, all: message.mentions_all }}
          line={String(seq)}
          opened={opened}
        />
      ) : (
        <p dir="auto" class="wrap-anywhere">
          {message.file ? fileWords(message.file) : moderationText.report.none}
        </p>
      )}
    </li>
  );
}
