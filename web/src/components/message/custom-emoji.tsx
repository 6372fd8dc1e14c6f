import { useEffect, useState } from 'preact/hooks';
import { needPicture, pictureOf } from '../../state/emoji/emoji-pictures';

/** A line of text is as high with a picture as without. */
const SIDE = 'inline-block size-[1.375em] align-[-0.3em]';

/**
 * The custom emoji of a shortcode, in the size of the text around it: a picture, whose place is kept while it is on its
 * way; text where nothing is called so.
 */
export function CustomEmoji({ shortcode }: { shortcode: string }) {
  const url = pictureOf(shortcode);
  const [lost, setLost] = useState<string | null>(null);
  useEffect(() => needPicture(shortcode), [shortcode]);
  if (url === undefined) {
    return (
      <span class={SIDE}>
        <span class="sr-only">{shortcode}</span>
      </span>
    );
  }
  if (url === null || url === lost) return <>{shortcode}</>;
  return <EmojiPicture url={url} name={shortcode} missed={() => setLost(url)} />;
}

/** The picture of an emoji, in the size of the text around it. */
export function EmojiPicture({ url, name, missed }: { url: string; name: string; missed(): void }) {
  return (
    <img
      src={url}
      alt={name}
      data-shortcode={name}
      title={name}
      draggable={false}
      loading="lazy"
      onError={missed}
      class={`${SIDE} object-contain`}
    />
  );
}
