import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Completion, candidatesOf, complete } from '../../emoji/completion';
import { loadNames, type Table } from '../../emoji/names';
import { recentEmoji, usedEmoji } from '../../emoji/recent';
import { shortcodeOf } from '../../emoji/shortcode';
import { storage } from '../../state/page/browser-features';
import { emojiText } from '../../text/emoji/index';
import { language } from '../../text/index';
import { EmojiFace } from '../message/emoji-face';
import { useCustomEmojis } from '../message/use-custom-emojis';
import type { BegunName } from './begun-name';
import { CompletionList } from './completion-list';

interface Props {
  field: HTMLTextAreaElement;
  /** The name that the caret stands behind. */
  place: BegunName;
  close(): void;
}

/** The emoji that a name between colons may become while it is typed. */
export function EmojiCompletion({ field, place, close }: Props) {
  const found = useCompletions(place.name);
  const take = ({ emoji }: Completion) => {
    usedEmoji(storage, emoji);
    return emoji;
  };
  return (
    <CompletionList
      {...{ field, place, found, take, close }}
      keyOf={({ emoji }) => emoji}
      label={emojiText.completion.label}
      status={emojiText.completion.found({ n: found.length })}
      testId="emoji-completion"
    >
      {({ name, emoji }) => (
        <>
          <span aria-hidden class="w-7 text-center text-xl leading-none">
            <EmojiFace emoji={emoji} />
          </span>
          <span class="min-w-0 truncate font-semibold">{shortcodeOf(name)}</span>
        </>
      )}
    </CompletionList>
  );
}

function useCompletions(begun: string): readonly Completion[] {
  const [table, setTable] = useState<Table>({});
  const custom = useCustomEmojis();
  useEffect(() => {
    // What does not load is not offered.
    loadNames(language.value).then(setTable, () => undefined);
  }, [language.value]);
  const all = custom?.all;
  const candidates = useMemo(() => {
    const names = custom?.offered.map(({ name }) => name);
    return candidatesOf(table, names ?? []);
  }, [table, custom, all]);
  return useMemo(() => complete(begun, candidates, recentEmoji(storage)), [begun, candidates]);
}
