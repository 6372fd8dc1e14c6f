import { expect, it } from 'vitest';
import { withOutgoing } from '../../../src/sync/outbox/optimistic';
import type { ChangeFrame } from '../../../src/sync/ports';
import type { Reaction } from '../../../src/wire';
import { message } from '../messages';

const place = { room: 'den', seq: 1, client_id: 'c' } as const;
const chip = (emoji: string, count: number, usernames: string[], me: boolean): Reaction => ({
  emoji,
  count,
  usernames,
  me,
});
const with_ = (frames: ChangeFrame[], reactions: Reaction[] = []) =>
  withOutgoing(
    message(1, { reactions }),
    frames.map((frame, i) => ({ frame, created: i, state: 'sending', reason: null, rev: 0, tried: true })),
    'ada',
  );
const react = (emoji: string, on: boolean): ChangeFrame => ({ type: 'react', ...place, emoji, on });

it('a reaction joins its chip, whichever way its emoji is written, or comes last', () => {
  const before = [chip('❤️', 2, ['bob', 'cem'], false), chip('🐒', 1, ['bob'], false)];
  expect(with_([react('❤', true)], before).reactions).toEqual([
    chip('❤️', 3, ['bob', 'cem', 'ada'], true),
    chip('🐒', 1, ['bob'], false),
  ]);
  expect(with_([react('❄', true)], before).reactions).toEqual([...before, chip('❄', 1, ['ada'], true)]);
});

it('a reaction that is taken back leaves the chip where it is, or takes it along', () => {
  const before = [chip('❄', 1, ['ada'], true), chip('🐒', 2, ['ada', 'bob'], true)];
  expect(with_([react('🐒', false), react('❄', false)], before).reactions).toEqual([chip('🐒', 1, ['bob'], false)]);
});

it('counts nobody twice, nor below zero', () => {
  const before = [chip('❄', 2, ['bob', 'ada'], true), chip('🐒', 1, ['bob'], false)];
  expect(with_([react('❄', true), react('🐒', false), react('👍', false)], before).reactions).toEqual(before);
});

it('names no more than the server would', () => {
  const crowd = Array.from({ length: 50 }, (_, i) => `user${i}`);
  const [after] = with_([react('❄', true)], [chip('❄', 50, crowd, false)]).reactions;
  expect([after?.count, after?.usernames.length, after?.me]).toEqual([51, 50, true]);
});

it('an edit, a pin and a deletion show what they will make of it, the last one last', () => {
  const edit: ChangeFrame = { type: 'edit', ...place, body: 'better' };
  expect(with_([edit, { type: 'pin', ...place, on: true }])).toMatchObject({ body: 'better', pinned: true });
  expect(with_([edit]).edited).not.toBeNull();
  const gone = with_([{ type: 'delete', ...place }, edit], [chip('❄', 1, ['bob'], false)]);
  expect(gone).toMatchObject({ body: null, file: null, deleted_by: 'ada', pinned: false, reactions: [] });
});
