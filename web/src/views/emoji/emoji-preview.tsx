import { EmojiPicture } from '../../components/message/custom-emoji';
import { emojiText } from '../../text/emoji';

interface Props {
  url: string;
  /** `:name:` */
  code: string;
  /** The browser cannot draw it. */
  missed(): void;
}

/** A picture as it will be seen: in a text, as a reaction, and on its own. */
export function EmojiPreview({ url, code, missed }: Props) {
  const picture = <EmojiPicture url={url} name={code} missed={missed} />;
  return (
    <dl data-testid="emoji-preview" class="flex flex-wrap items-end gap-x-6 gap-y-3 rounded-2xl bg-paper p-4">
      <div>
        <dt class="mb-1 text-xs font-bold text-soft">{emojiText.add.inText}</dt>
        <dd class="rounded-2xl border border-line bg-surface px-3.5 py-2">
          {emojiText.add.before} {picture} {emojiText.add.after}
        </dd>
      </div>
      <div>
        <dt class="mb-1 text-xs font-bold text-soft">{emojiText.add.asReaction}</dt>
        <dd class="inline-flex min-h-7 items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 text-sm font-bold">
          {picture} <span aria-hidden>{1}</span>
        </dd>
      </div>
      <div>
        <dt class="mb-1 text-xs font-bold text-soft">{emojiText.add.alone}</dt>
        <dd class="text-6xl leading-snug">{picture}</dd>
      </div>
    </dl>
  );
}
