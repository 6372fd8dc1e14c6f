/** How much of a name's end, in letters, is worth keeping beside a suffix. */
const KEPT = 4;
/** A suffix with more letters, its dot included, is none. */
const SUFFIX = 10;

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A file's name in two parts, to be cut between them where there is no room for all of it: its end tells what kind
 * of file it is, and often which of several.
 */
export function halves(name: string): [start: string, end: string] {
  const all = [...letters.segment(name)].map(({ segment }) => segment);
  const dot = all.lastIndexOf('.');
  const suffix = dot > 0 && all.length - dot <= SUFFIX ? all.length - dot : 0;
  const cut = Math.max(0, all.length - suffix - KEPT);
  return [all.slice(0, cut).join(''), all.slice(cut).join('')];
}

/** A name of at most `length` letters, without its middle where it is longer. */
export function shortened(name: string, length: number): string {
  const [start, end] = halves(name);
  const graphemes = [...letters.segment(start)].map(({ segment }) => segment);
  const room = length - [...letters.segment(end)].length;
  return graphemes.length <= room ? name : `${graphemes.slice(0, Math.max(1, room - 1)).join('')}…${end}`;
}
