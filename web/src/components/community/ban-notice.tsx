import { Ban } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Sanction } from '../../api/errors';
import { site } from '../../state/index';
import { communityText } from '../../text/community/index';
import { untilWords } from './until-words';

/** To whom signing in is refused: why, until when, and whom to write to. */
export function BanNotice({ ban: { until, statement } }: { ban: Sanction }) {
  useEffect(() => void site.load(), []);
  const words = communityText.banned;
  const contact = site.known.value?.contact;
  return (
    <section role="alert" data-testid="ban-notice" class="flex flex-col gap-2 rounded-2xl bg-danger-soft px-4 py-3">
      <h2 class="flex items-center gap-2 font-bold text-danger">
        <Ban size="1.125rem" aria-hidden class="shrink-0" /> {words.title}
      </h2>
      {statement && (
        <p dir="auto" class="wrap-anywhere whitespace-pre-line">
          {words.why({ words: statement })}
        </p>
      )}
      <p>{until === null ? words.forever : words.until({ time: untilWords(until) })}</p>
      {contact && <p class="wrap-anywhere">{words.contact({ contact })}</p>}
      <Link href="/rules" class="link self-start">
        {words.rules}
      </Link>
    </section>
  );
}
