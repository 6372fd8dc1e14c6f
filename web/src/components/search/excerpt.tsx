import { useMemo } from 'preact/hooks';
import { type ExcerptPart, excerpt } from '../../rich/excerpt';
import { t } from '../../text/index';
import type { SearchResult } from '../../wire/index';

/** What was found in a message, lit up; a spoiler stays one, though what was searched for be in it. */
export function Excerpt({ body, matches }: { body: string; matches: SearchResult['matches'] }) {
  const parts = useMemo(() => excerpt(body, matches), [body, matches]);
  return (
    <>
      {parts.map((part, i) => (
        <Part key={i} part={part} />
      ))}
    </>
  );
}

function Part({ part: { text, lit, hidden } }: { part: ExcerptPart }) {
  const words = hidden ? t.chat.hidden : text;
  return lit ? <mark class="rounded-md bg-own font-bold text-ink">{words}</mark> : words;
}
