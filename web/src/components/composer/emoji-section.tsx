import type { Emoji } from '../../emoji/emoji-group';
import { EmojiFace } from '../message/emoji-face';

export const COLUMNS = 8;

interface Props {
  kind?: string;
  name: string;
  emojis: readonly Emoji[];
  pick(emoji: string): void;
}

/** Some emoji under a heading. */
export function EmojiSection({ kind, name, emojis, pick }: Props) {
  // What is out of view is not laid out: its height is told, so that the bar keeps its size.
  const rows = Math.ceil(emojis.length / COLUMNS);
  return (
    <section
      data-kind={kind}
      aria-label={name}
      class="[content-visibility:auto]"
      style={{ containIntrinsicSize: `auto ${rows * 2.5 + 2}rem` }}
    >
      <h2 class="px-1 pt-2 pb-1 text-xs font-bold text-soft">{name}</h2>
      <div class="grid grid-cols-8">
        {emojis.map(([emoji, title], i) => (
          <button
            key={emoji}
            type="button"
            data-emoji={emoji}
            aria-label={title}
            title={title}
            // One stop a section: the arrows do the rest.
            tabIndex={i === 0 ? 0 : -1}
            onClick={() => pick(emoji)}
            class="grid h-10 place-items-center rounded-xl text-2xl leading-none hover:bg-sunken focus-visible:bg-sunken"
          >
            <EmojiFace emoji={emoji} />
          </button>
        ))}
      </div>
    </section>
  );
}
