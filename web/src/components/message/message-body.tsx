import { useMemo } from 'preact/hooks';
import { clip } from '../../rich/clip';
import { placeOf } from '../../rich/links';
import { type Mentioned, withMentions } from '../../rich/mentions';
import type { Block, Inline, Link } from '../../rich/nodes';
import { parse } from '../../rich/parse';
import type { OpenedSpoilers } from '../../state/chats/opened-spoilers';
import { openPlace, placeWithin } from '../../state/page/places';
import { t } from '../../text/index';
import { CustomEmoji } from './custom-emoji';
import { MentionMark } from './mention-mark';

/** Longer messages begin folded. */
export const FOLDED_ABOVE = 20;

/** Where a part stands, so that it is known again when it is drawn anew; and what of all that is open. */
interface Place {
  room: string;
  opened: OpenedSpoilers;
  key: string;
}

const within = (place: Place, index: number): Place => ({ ...place, key: `${place.key}.${index}` });

interface Props {
  room: string;
  body: string;
  /** Whom it mentions. */
  mentioned: Mentioned;
  /** The message's own key. */
  line: string;
  opened: OpenedSpoilers;
  /** A long one is shown as a whole. */
  whole?: boolean;
}

/** A message's text: its light formatting as elements; of a long one its beginning, and the way to the rest. */
export function MessageBody({ room, body, mentioned, line, opened, whole = false }: Props) {
  const { usernames, all } = mentioned;
  const blocks = useMemo(() => withMentions(parse(body), { usernames, all }), [body, usernames, all]);
  const short = useMemo(() => (whole ? null : clip(blocks, FOLDED_ABOVE)), [blocks, whole]);
  const unfolded = opened.has(line);
  const place = { room, opened, key: line };
  return (
    <div class="flex flex-col gap-1.5 wrap-anywhere">
      {(short && !unfolded ? short : blocks).map((block, i) => (
        <BlockView key={i} block={block} place={within(place, i)} />
      ))}
      {short && (
        <button
          type="button"
          aria-expanded={unfolded}
          onClick={({ currentTarget }) => {
            stay(currentTarget, !unfolded);
            opened.set(line, !unfolded);
          }}
          class="min-h-6 self-start rounded-md text-sm font-bold text-accent underline underline-offset-2"
        >
          {unfolded ? t.chat.less : t.chat.more}
        </button>
      )}
    </div>
  );
}

/**
 * Once a message is longer or shorter, and the log has measured it, the reader looks at what they looked at: at where
 * they read when it unfolds, at its end when it folds. The log by itself would stay at its own end.
 */
function stay(button: HTMLElement, unfolding: boolean): void {
  const log = button.closest('[role="log"]');
  const before = { scrolled: log?.scrollTop ?? 0, top: button.getBoundingClientRect().top };
  const settle = () => {
    if (!log) return;
    if (unfolding) log.scrollTop = before.scrolled;
    else log.scrollTop += button.getBoundingClientRect().top - before.top;
  };
  requestAnimationFrame(() => requestAnimationFrame(settle));
}

/** Each line goes the way of its own letters. */
const LINES = 'overflow-visible text-start whitespace-pre-wrap [unicode-bidi:plaintext]';

function BlockView({ block, place }: { block: Block; place: Place }) {
  if (block.kind === 'code-block') {
    return (
      <pre dir="ltr" class="rounded-xl bg-shade px-3 py-2 font-mono text-sm whitespace-pre-wrap">
        <code class={block.language && `language-${block.language}`}>{block.text}</code>
      </pre>
    );
  }
  const parts = <Parts parts={block.children} place={place} />;
  if (block.kind === 'text')
    return (
      <p dir="auto" class={LINES}>
        {parts}
      </p>
    );
  return (
    <blockquote dir="auto" class={`border-s-3 border-current/30 ps-2.5 opacity-85 ${LINES}`}>
      {parts}
    </blockquote>
  );
}

function Parts({ parts, place }: { parts: readonly Inline[]; place: Place }) {
  return (
    <>
      {parts.map((part, i) => (
        <Part key={i} part={part} place={within(place, i)} />
      ))}
    </>
  );
}

function Part({ part, place }: { part: Inline; place: Place }) {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'code':
      return (
        <code dir="ltr" class="rounded-md bg-shade px-1.5 py-0.5 font-mono text-[0.9em]">
          {part.text}
        </code>
      );
    case 'link':
      return <Anchor link={part} />;
    case 'emoji':
      return <CustomEmoji shortcode={part.text} />;
    case 'mention':
      return <MentionMark mention={part} room={place.room} />;
    case 'spoiler':
      return <Spoiler parts={part.children} place={place} />;
    default: {
      const Element = ELEMENTS[part.kind];
      return (
        <Element>
          <Parts parts={part.children} place={place} />
        </Element>
      );
    }
  }
}

const ELEMENTS = { bold: 'strong', italic: 'em', strike: 's' } as const;

/** An address as it is; one that has a name with the place that it leads to. */
function Anchor({ link }: { link: Link }) {
  const named = link.text !== link.address;
  const place = placeWithin(link.href);
  return (
    <a
      href={link.href}
      title={named ? link.href : undefined}
      dir={named ? 'auto' : 'ltr'}
      {...(place === null && { target: '_blank', rel: 'noopener noreferrer' })}
      onClick={(event) => place !== null && openPlace(event, place)}
      class="font-semibold underline underline-offset-2"
    >
      {link.text}
      {named && <bdi class="font-normal opacity-85"> ({placeOf(link)})</bdi>}
    </a>
  );
}

/** Hidden until it is asked for. */
function Spoiler({ parts, place }: { parts: readonly Inline[]; place: Place }) {
  const content = <Parts parts={parts} place={place} />;
  if (place.opened.has(place.key)) return <span class="rounded-md bg-shade px-1">{content}</span>;
  return (
    <button
      type="button"
      title={t.chat.spoiler}
      aria-label={t.chat.spoiler}
      onClick={() => place.opened.set(place.key, true)}
      class="drawn inline rounded-md bg-soft px-1 text-start hover:bg-ink"
    >
      <span class="invisible">{content}</span>
    </button>
  );
}
