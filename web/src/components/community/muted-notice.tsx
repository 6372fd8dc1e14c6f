import { MessageCircleOff } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { Mute } from '../../state/community/own-mute';
import { communityText } from '../../text/community/index';
import { untilWords } from './until-words';

/** In place of the composer: that the user is muted, until when and why. */
export function MutedNotice({ mute: { until, why } }: { mute: Mute }) {
  const words = communityText.muted;
  return (
    <section
      aria-label={words.title}
      data-testid="muted-notice"
      class="max-h-[40dvh] overflow-y-auto border-t border-line bg-surface py-3 safe-x pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      <div class="mx-auto flex max-w-4xl gap-3">
        <MessageCircleOff size="1.25rem" aria-hidden class="mt-0.5 shrink-0 text-danger" />
        <div role="status" class="flex min-w-0 flex-col gap-1">
          <p class="font-bold">{until === null ? words.title : words.until({ time: untilWords(until) })}</p>
          {why && (
            <p dir="auto" class="wrap-anywhere whitespace-pre-line">
              {words.why({ words: why })}
            </p>
          )}
          <p class="text-sm text-soft">{words.more}</p>
          <p class="flex flex-wrap gap-x-4 text-sm">
            <Link href="/me/notices" class="link min-h-6">
              {words.notices}
            </Link>
            <Link href="/rules" class="link min-h-6">
              {words.rules}
            </Link>
          </p>
        </div>
      </div>
    </section>
  );
}
