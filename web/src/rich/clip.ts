import type { Block, Inline } from './nodes';

/** About as many letters fill a line of a message. */
const LETTERS = 60;

/** How many lines more than one a line takes, about. */
const wraps = (line: string): number => Math.floor(line.length / LETTERS);

/** How many lines a text takes, about. */
export const linesOf = (text: string): number => text.split('\n').reduce((sum, line) => sum + 1 + wraps(line), 0);

/** The lines that are left, the current one among them; 0: something was left out. */
interface Room {
  lines: number;
}

/** The beginning of a message with its formatting, about so many lines long; null where that is all of it. */
export function clip(blocks: readonly Block[], lines: number): readonly Block[] | null {
  const room = { lines: lines + 1 };
  const clipped: Block[] = [];
  for (const block of blocks) {
    room.lines -= 1;
    if (room.lines <= 0) break;
    clipped.push(
      block.kind === 'code-block'
        ? { ...block, text: beginning(block.text, room) }
        : { ...block, children: within(block.children, room) },
    );
  }
  return room.lines > 0 ? null : clipped;
}

function within(children: readonly Inline[], room: Room): Inline[] {
  const clipped: Inline[] = [];
  for (const part of children) {
    if (room.lines <= 0) break;
    if (typeof part === 'string') clipped.push(beginning(part, room));
    else clipped.push('children' in part ? { ...part, children: within(part.children, room) } : part);
  }
  return clipped;
}

/** As much of a text as there is room for. */
function beginning(text: string, room: Room): string {
  const clipped: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) room.lines -= 1;
    if (room.lines <= 0) break;
    const fits = room.lines * LETTERS;
    room.lines = Math.max(0, room.lines - wraps(line));
    clipped.push(room.lines > 0 ? line : [...line].slice(0, fits).join(''));
  }
  return clipped.join('\n');
}
