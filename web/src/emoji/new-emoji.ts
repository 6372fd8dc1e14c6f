/** What a custom emoji may be called and shown as, as far as that can be told before anything is sent. */
import { emojiNamed, type Table } from './names';
import { isName } from './shortcode';

/** Bytes of the largest picture (wire contract, part 2). */
export const PICTURE_LIMIT = 512 * 1024;
export const PICTURE_TYPES = ['image/png', 'image/gif', 'image/webp', 'image/jpeg'];

/** What is known of a name that was given once. */
interface Given {
  removed: string | null;
}

/** What is wrong with a picture; null where nothing is. */
export function faultOfPicture({
  type,
  size,
}: Pick<File, 'type' | 'size'>): 'badPicture' | 'emptyPicture' | 'tooLarge' | null {
  if (!PICTURE_TYPES.includes(type)) return 'badPicture';
  if (size === 0) return 'emptyPicture';
  return size > PICTURE_LIMIT ? 'tooLarge' : null;
}

/**
 * What is wrong with a name; null where nothing is. One of Unicode's is refused here, though the server would take it:
 * whoever types it means that emoji.
 */
export function faultOfName(
  name: string,
  given: ReadonlyMap<string, Given> | null,
  unicode: Table,
): 'malformed' | 'taken' | 'gone' | 'unicode' | null {
  if (!isName(name)) return 'malformed';
  const before = given?.get(name);
  if (before) return before.removed === null ? 'taken' : 'gone';
  return emojiNamed(unicode, name) ? 'unicode' : null;
}

/** A name for the picture in a file, as near to the file's as may be; empty where nothing of that may be used. */
export function nameFrom(filename: string): string {
  const stem = filename
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i');
  const name = stem
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 32);
  return isName(name) ? name : '';
}
