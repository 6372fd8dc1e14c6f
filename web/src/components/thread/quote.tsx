import type { MessageLine } from '../../state/chats/message-lines';
import { chats } from '../../state/index';
import { t } from '../../text/index';
import { displayNameOf } from '../../text/names';
import { quoteWords } from '../../text/summary';
import type { Quote as Quoted } from '../../wire/index';
import { BotBadge } from '../members/bot-badge';

interface Props {
  line: MessageLine;
  quoted: Quoted;
  /** Leads to the message that is quoted. */
  go(seq: number): void;
}

/** What a message is a reply to, in one line: a click leads there. */
export function Quote({ line, quoted, go }: Props) {
  const namesakes = chats.value?.room(line.room).namesakes.value ?? new Set<string>();
  const name = displayNameOf(quoted.author, namesakes);
  const words = chats.value?.blocked.value.has(quoted.author.username) ? '…' : quoteWords(quoted);
  return (
    <button
      type="button"
      data-testid="quote"
      onClick={() => go(quoted.seq)}
      class="mb-0.5 flex min-h-6 max-w-full items-center gap-1.5 rounded-e-md border-s-3 border-accent ps-2 pe-1 text-start text-xs text-soft hover:bg-sunken hover:text-ink"
    >
      <span class="sr-only">{t.replies.to} </span>
      <span dir="auto" class="max-w-32 shrink-0 truncate font-bold">
        {name}
      </span>
      <BotBadge of={quoted.author} />
      <span dir="auto" class={`min-w-0 truncate ${quoted.deleted ? 'italic' : ''}`}>
        {words}
      </span>
    </button>
  );
}
