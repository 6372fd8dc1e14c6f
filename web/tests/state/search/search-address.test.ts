import { describe, expect, it } from 'vitest';
import { searchPath } from '../../../src/state/page/search-path';
import { addressOf } from '../../../src/state/search/search-address';

const read = (path: string) => addressOf(path.split('?')[1] ?? '');

describe('the address of a search', () => {
  it.each([
    [null, '', ''],
    ['den', '', ''],
    [null, 'from:ada "two words" & 100% ışık', ''],
    ['den', 'snow', 'image'],
    ['den', '', 'file'],
  ])('in %j for %j, showing %j, reads as it was written', (room, query, kind) => {
    expect(read(searchPath(room, query, kind))).toEqual({ room, query, kind: kind || null });
  });

  it('shows messages where it names no such kind, or no chat', () => {
    expect(read('/search?room=den&kind=songs').kind).toBeNull();
    expect(read('/search?kind=image')).toEqual({ room: null, query: '', kind: null });
  });
});
