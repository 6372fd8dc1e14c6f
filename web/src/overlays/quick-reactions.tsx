import { SmilePlus } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { EmojiFace } from '../components/message/emoji-face';
import { quickEmoji } from '../emoji/quick';
import { recentEmoji } from '../emoji/recent';
import { isShortcode, nameIn } from '../emoji/shortcode';
import { isCustom, needPicture } from '../state/emoji/emoji-pictures';
import { storage } from '../state/page/browser-features';
import { reactionWith } from '../state/reactions/reacting';
import { t } from '../text';
import type { Message } from '../wire';

interface QuickProps {
  message: Message;
  react(emoji: string): void;
  more(): void;
}

/** The emoji used last, to react with at once, and the way to all others. */
export function QuickReactions({ message, react, more }: QuickProps) {
  const [recent] = useState(() => recentEmoji(storage));
  const [quick] = useState(() => quickEmoji(recent.filter(isOffered)));
  useEffect(() => recent.filter(isShortcode).forEach(needPicture), []);
  return (
    <div class="mb-1 flex justify-between border-b border-line pb-1">
      {quick.map((emoji) => {
        const on = reactionWith(message, emoji)?.me === true;
        return (
          <button
            key={emoji}
            type="button"
            data-testid="quick-reaction"
            aria-pressed={on}
            aria-label={on ? t.actions.unreactWith({ emoji }) : t.actions.reactWith({ emoji })}
            onClick={() => react(emoji)}
            class={`${QUICK} ${on ? 'bg-own outline-2 -outline-offset-2 outline-accent' : ''}`}
          >
            <EmojiFace emoji={emoji} />
          </button>
        );
      })}
      <button type="button" aria-label={t.actions.moreEmoji} title={t.actions.moreEmoji} onClick={more} class={QUICK}>
        <SmilePlus size="1.375rem" aria-hidden class="text-soft" />
      </button>
    </div>
  );
}

/** One that was removed can be added to no message; for one that is not known yet, the next time will do. */
const isOffered = (emoji: string): boolean => !isShortcode(emoji) || isCustom(nameIn(emoji));

const QUICK = 'grid size-11 place-items-center rounded-full text-2xl leading-none hover:bg-sunken';
