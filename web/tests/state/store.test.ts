import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { IndexedDbStore } from '../../src/state/store';
import type { Unsent } from '../../src/sync/ports';

const unsent = (client_id: string): Unsent => ({
  frame: { type: 'message', room: 'den', client_id, body: 'hi' },
  file: null,
  created: 1,
  reason: null,
});

it("keeps each user's unsent messages apart, until they are removed or the user logs out", async () => {
  const ada = new IndexedDbStore('ada');
  const adam = new IndexedDbStore('adam');
  await ada.put(unsent('a1'));
  await ada.put(unsent('a2'));
  await ada.put({ ...unsent('a2'), reason: 'too_long' });
  await adam.put(unsent('b1'));
  expect(await new IndexedDbStore('ada').load()).toEqual([unsent('a1'), { ...unsent('a2'), reason: 'too_long' }]);
  await ada.remove('a1');
  expect((await ada.load()).length).toBe(1);
  await ada.clear();
  expect(await ada.load()).toEqual([]);
  expect(await adam.load()).toEqual([unsent('b1')]);
});
