import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { IndexedDbStore } from '../../../src/state/page/unsent-store';
import type { Unsent } from '../../../src/sync/ports';

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

it('rejects where the browser refuses even to be asked', async () => {
  vi.stubGlobal('indexedDB', undefined);
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    get: () => {
      throw new DOMException('site data is blocked', 'SecurityError');
    },
  });
  const refused = new IndexedDbStore('ada');
  vi.unstubAllGlobals();
  await expect(refused.load()).rejects.toThrow('blocked');
  await expect(refused.put(unsent('a1'))).rejects.toThrow('blocked');
  await expect(refused.remove('a1')).rejects.toThrow('blocked');
});
