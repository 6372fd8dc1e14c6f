import { Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../../api/errors';
import { Confirm } from '../../components/dialogs/confirm';
import { CustomEmoji } from '../../components/message/custom-emoji';
import { Section } from '../../components/shell/page';
import { shortcodeOf } from '../../emoji/shortcode';
import { api } from '../../state';
import type { CustomEmojis } from '../../state/emoji/custom-emojis';
import { notice } from '../../state/notices/notice';
import { emojiText } from '../../text/emoji';
import type { Emoji } from '../../wire';

/** The username that the server tells of accounts that are gone (wire contract). */
const GONE = 'deleted-user';

/** Those that can be used, each with who added it; own ones can be removed, by moderators all of them. */
export function EmojiList({ emojis, me, moderates }: { emojis: CustomEmojis | null; me: string; moderates: boolean }) {
  const [removing, setRemoving] = useState<Emoji | null>(null);
  const all = emojis?.all;
  const offered = emojis?.offered ?? [];
  return (
    <Section title={emojiText.list.title({ n: offered.length })}>
      {offered.length === 0 && <p class="text-soft">{all ? emojiText.list.none : emojiText.list.loading}</p>}
      <ul class="flex flex-col empty:hidden">
        {offered.map((emoji) => (
          <Row
            key={emoji.name}
            emoji={emoji}
            own={emoji.username === me}
            moderates={moderates}
            remove={() => setRemoving(emoji)}
          />
        ))}
      </ul>
      {emojis && removing && <Removal emojis={emojis} emoji={removing} close={() => setRemoving(null)} />}
    </Section>
  );
}

interface RowProps {
  emoji: Emoji;
  own: boolean;
  moderates: boolean;
  remove(): void;
}

function Row({ emoji: { name, username }, own, moderates, remove }: RowProps) {
  const code = shortcodeOf(name);
  return (
    <li
      data-testid="custom-emoji"
      class="flex min-h-14 items-center gap-3 border-t border-line [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto] first:border-0"
    >
      <span aria-hidden class="grid size-11 shrink-0 place-items-center text-[1.75rem] leading-none">
        <CustomEmoji shortcode={code} />
      </span>
      <span class="min-w-0 flex-1">
        <span class="block font-bold wrap-anywhere">{code}</span>
        <span class="block truncate text-sm text-soft">
          {own ? emojiText.list.own : username === GONE ? emojiText.list.gone : emojiText.list.by({ username })}
        </span>
      </span>
      {(own || moderates) && (
        <button
          type="button"
          aria-label={emojiText.list.removeIt({ code })}
          title={emojiText.list.removeIt({ code })}
          onClick={remove}
          class="icon-btn"
        >
          <Trash2 size="1.125rem" aria-hidden />
        </button>
      )}
    </li>
  );
}

function Removal({ emojis, emoji, close }: { emojis: CustomEmojis; emoji: Emoji; close(): void }) {
  const code = shortcodeOf(emoji.name);
  const remove = async () => {
    try {
      await api.removeEmoji(emoji.name);
      emojis.put({ ...emoji, removed: new Date().toISOString() });
      notice.value = emojiText.list.removed({ code });
    } catch (error) {
      const known = error instanceof ApiError ? refusals()[error.code] : undefined;
      if (!known) throw error;
      notice.value = known;
      void emojis.refresh();
    }
    close();
  };
  return (
    <Confirm
      title={emojiText.list.removeTitle({ code })}
      words={emojiText.list.removeWords}
      submit={emojiText.list.remove}
      act={remove}
      close={close}
    />
  );
}

const refusals = (): Readonly<Record<string, string>> => ({
  no_such_emoji: emojiText.faults.unknown,
  not_yours: emojiText.faults.notYours,
});
