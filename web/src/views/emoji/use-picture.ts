import { useEffect, useState } from 'preact/hooks';
import { faultOfPicture, PICTURE_LIMIT } from '../../emoji/new-emoji';
import type { Files } from '../../files';
import { api, files } from '../../state';
import type { CustomEmojis } from '../../state/emoji/custom-emojis';
import { EmojiAddition } from '../../state/emoji/emoji-addition';
import { emojiText } from '../../text/emoji';
import { sizeOf } from '../../text/size';

/** A picture that was chosen. */
export interface Picture {
  /** Where the browser shows it from; null where it cannot. */
  url: string | null;
  /** In words, what is wrong with it. */
  fault: string | null;
  /** How it becomes an emoji. */
  addition: EmojiAddition;
  /** The browser could not draw it. */
  missed(): void;
}

/** The picture that is to be an emoji; null before one is chosen. */
export function usePicture(emojis: CustomEmojis, me: string) {
  const [picture, setPicture] = useState<Picture | null>(null);
  const address = picture?.url;
  useEffect(() => () => URL.revokeObjectURL(address ?? ''), [address]);

  const choose = (file: File) => {
    const fault = faultWords(file);
    const transfer = (chosen: File) => (files.value as Files).emoji(chosen);
    const addition = new EmojiAddition(file, { api, emojis, transfer, me });
    const missed = () => setPicture({ url: null, fault: emojiText.faults.badPicture, addition, missed });
    setPicture({ url: fault ? null : URL.createObjectURL(file), fault, addition, missed });
  };
  return { picture, choose, drop: () => setPicture(null) };
}

function faultWords(file: File): string | null {
  const fault = faultOfPicture(file);
  if (fault !== 'tooLarge') return fault && emojiText.faults[fault];
  return emojiText.faults.tooLarge({ size: sizeOf(file.size), limit: sizeOf(PICTURE_LIMIT) });
}
