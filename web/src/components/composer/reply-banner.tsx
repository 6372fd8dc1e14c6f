import { Reply, X } from 'lucide-preact';
import { t } from '../../text/index';
import { markedNameOf } from '../../text/names';
import { quoteWords } from '../../text/summary';
import type { Quote } from '../../wire/index';

interface Props {
  quoted: Quote;
  namesakes: ReadonlySet<string>;
  leave(): void;
}

/** Over the text of a reply: whom and what it answers. */
export function ReplyBanner({ quoted, namesakes, leave }: Props) {
  const words = t.replies.banner({ name: markedNameOf(quoted.author, namesakes), words: quoteWords(quoted) });
  return (
    <div class="mb-1 flex items-center gap-2 border-s-3 border-accent ps-3 text-sm low:mb-0">
      <Reply size="1rem" aria-hidden class="shrink-0 text-accent" />
      <p role="status" data-testid="replying" dir="auto" class="min-w-0 flex-1 truncate font-semibold">
        {words}
      </p>
      <button type="button" aria-label={t.replies.cancel} title={t.replies.cancel} onClick={leave} class="icon-btn">
        <X size="1.125rem" aria-hidden />
      </button>
    </div>
  );
}
