import { describe, expect, it } from 'vitest';
import cases from '../../../tests/cases/slack-marks.json';
import type { Block, Inline } from '../../src/rich/nodes';
import { parse } from '../../src/rich/parse';

const TAGS = { bold: 'b', italic: 'i', strike: 's', spoiler: 'spoiler', code: 'code', link: 'a' } as const;

function shownPart(part: Inline): string {
  if (typeof part === 'string') return part.replaceAll('\u2060', '');
  if (part.kind === 'emoji' || part.kind === 'mention') return part.text;
  const tag = TAGS[part.kind];
  return `<${tag}>${'children' in part ? part.children.map(shownPart).join('') : part.text}</${tag}>`;
}

const shown = (block: Block): string =>
  block.kind === 'code-block' ? `<pre>${block.text}</pre>` : block.children.map(shownPart).join('');

describe("Slack's marks, as the server writes them anew", () => {
  it.each(cases)('$slack', (each) => {
    expect(parse(each.ours).map(shown).join('|')).toBe(each.shown);
  });
});
