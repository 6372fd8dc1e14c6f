import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { followReading } from '../../../src/state/notices/read-notices';
import type { Chat } from '../../../src/wire/index';

const chat = (name: string, read_seq: number, unread: number, last_seq = 9) =>
  ({ name, read_seq, unread, last_seq }) as Chat;

it('takes back what was read, here or elsewhere, and no more', () => {
  const list = signal([chat('den', 3, 6), chat('attic', 0, 9)]);
  const closed: [string, number][] = [];
  const stop = followReading(list, (...read) => closed.push(read));
  expect(closed.splice(0)).toEqual([['den', 3]]);
  // Read further here, not at all, and elsewhere, of which only the count is told.
  list.value = [chat('den', 5, 4), chat('attic', 0, 9)];
  list.value = [chat('attic', 0, 10, 10), chat('den', 5, 4)];
  list.value = [chat('attic', 0, 0, 10), chat('den', 5, 4)];
  expect(closed.splice(0)).toEqual([
    ['den', 5],
    ['attic', 10],
  ]);
  stop();
  list.value = [chat('den', 9, 0)];
  expect(closed).toEqual([]);
});
