/** The longest side of a picture in a conversation, in CSS pixels: half of what thumbnails have at most. */
const SIDE = 320;
/** Even a panorama can be seen. */
const LEAST = 48;

/** The room that a picture of so many pixels takes; the same before it is there and after. */
export function displaySize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, SIDE / width, SIDE / height);
  const side = (length: number) => Math.max(Math.round(length * scale), LEAST);
  return { width: side(width), height: side(height) };
}
