import { EyeOff } from 'lucide-preact';
import type { MessageLine } from '../../state/chats/message-lines';
import { communityText } from '../../text/community/index';

/** In place of what somebody said whom the user has blocked: one line for all that they said in a row. */
export function FoldedMessage({ line, show }: { line: MessageLine; show(): void }) {
  if (!line.first) return null;
  return (
    <p
      data-testid="folded"
      class="mt-4 flex w-fit max-w-full flex-wrap items-center gap-x-2 rounded-2xl border border-dashed border-line px-3 py-0.5 text-sm text-soft"
    >
      <EyeOff size="0.875rem" aria-hidden class="shrink-0" />
      <span class="min-w-0 wrap-anywhere">{communityText.folded.words({ name: line.author.display_name })}</span>
      <button type="button" onClick={show} class="min-h-6 font-bold text-accent underline underline-offset-2">
        {communityText.folded.show}
      </button>
    </p>
  );
}
