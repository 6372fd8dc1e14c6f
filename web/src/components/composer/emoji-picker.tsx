import { Plus, Search } from 'lucide-preact';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { EmojiGroup } from '../../emoji/emoji-group';
import { recentEmoji, usedEmoji } from '../../emoji/recent';
import { searchEmoji } from '../../emoji/search';
import { storage } from '../../state/page/browser-features';
import { emojiText } from '../../text/emoji/index';
import { t, wordsForCode } from '../../text/index';
import { EmojiFace } from '../message/emoji-face';
import { COLUMNS, EmojiSection } from './emoji-section';
import { CUSTOM, useEmojiGroups } from './use-emoji-groups';

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

/** All emoji, by kind or by what is searched for. Arrow keys walk among them. */
export function EmojiPicker({ pick }: { pick(emoji: string): void }) {
  const { groups, failed, load } = useEmojiGroups();
  const [query, setQuery] = useState('');
  const grid = useRef<HTMLDivElement>(null);
  const found = useMemo(() => searchEmoji(groups ?? [], query), [groups, query]);

  const take = (emoji: string) => {
    usedEmoji(storage, emoji);
    pick(emoji);
  };

  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const cells = [...(grid.current?.querySelectorAll<HTMLElement>('[data-emoji]') ?? [])];
    const current = cells.indexOf(document.activeElement as HTMLElement);
    // From the search, down leads into the grid; the caret keeps the other arrows.
    if (step === undefined || (current < 0 && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const next = current < 0 ? 0 : current + step;
    if (next < 0) grid.current?.parentElement?.querySelector('input')?.focus();
    else cells[Math.min(next, cells.length - 1)]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys walk from the search into the grid and back
    <div data-testid="emoji-picker" onKeyDown={walk} class="flex min-h-0 flex-1 flex-col">
      <SearchField query={query} change={setQuery} submit={() => found[0] && take(found[0][0])} />
      {!query && groups && <Kinds groups={groups} grid={grid.current} />}
      <div ref={grid} class="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
        {query ? (
          <EmojiSection name={emojiText.picker.found({ n: found.length })} emojis={found} pick={take} />
        ) : (
          groups && <All groups={groups} pick={take} />
        )}
        {failed && (
          <div role="alert" class="flex flex-col items-center gap-3 p-6 text-center">
            <p>{wordsForCode('chunk')}</p>
            <button type="button" class="btn btn-main" onClick={load}>
              {t.access.again}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

function SearchField({ query, change, submit }: { query: string; change(query: string): void; submit(): void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <div class="relative p-2 pb-1">
      <label for={id} class="sr-only">
        {emojiText.picker.search}
      </label>
      <Search size="1.125rem" aria-hidden class="absolute top-5 left-5 text-soft" />
      <input
        ref={input}
        id={id}
        type="search"
        dir="auto"
        value={query}
        placeholder={emojiText.picker.search}
        autocomplete="off"
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // The composer's form is around this.
          event.preventDefault();
          submit();
        }}
        class="h-11 w-full rounded-2xl border border-line bg-paper pr-3 pl-10 placeholder:text-soft"
      />
    </div>
  );
}

/** The kinds of emoji, each a way to its section. */
function Kinds({ groups, grid }: { groups: readonly EmojiGroup[]; grid: HTMLElement | null }) {
  return (
    <div class="flex border-b border-line px-2 pb-1 low:hidden">
      {groups.map(({ slug, emojis }) => (
        <button
          key={slug}
          type="button"
          aria-label={nameOf(slug)}
          title={nameOf(slug)}
          onClick={() => grid?.querySelector(`[data-kind="${slug}"]`)?.scrollIntoView()}
          class="grid h-9 min-w-0 flex-1 place-items-center rounded-xl text-lg hover:bg-sunken"
        >
          <span aria-hidden>
            <EmojiFace emoji={emojis[0]?.[0] ?? ''} />
          </span>
        </button>
      ))}
      <Link
        href="/me/emoji"
        aria-label={emojiText.picker.add}
        title={emojiText.picker.add}
        class="grid h-9 min-w-0 flex-1 place-items-center rounded-xl text-soft hover:bg-sunken hover:text-ink"
      >
        <Plus size="1.125rem" aria-hidden />
      </Link>
    </div>
  );
}

function All({ groups, pick }: { groups: readonly EmojiGroup[]; pick(emoji: string): void }) {
  // What is not there any more is not offered, though it was used.
  const recent = useMemo(() => {
    const known = new Map(groups.flatMap(({ emojis }) => emojis.map((emoji) => [emoji[0], emoji] as const)));
    return recentEmoji(storage)
      .map((emoji) => known.get(emoji))
      .filter((emoji) => emoji !== undefined);
  }, [groups]);
  return (
    <>
      {recent.length > 0 && <EmojiSection name={emojiText.picker.recent} emojis={recent} pick={pick} />}
      {groups.map(({ slug, emojis }) => (
        <EmojiSection key={slug} kind={slug} name={nameOf(slug)} emojis={emojis} pick={pick} />
      ))}
    </>
  );
}

function nameOf(slug: string): string {
  if (slug === CUSTOM) return emojiText.picker.custom;
  const names: Readonly<Record<string, string>> = emojiText.kinds;
  return names[slug] ?? slug;
}
