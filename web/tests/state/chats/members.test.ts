import { beforeEach, describe, expect, it } from 'vitest';
import { MemberPages } from '../../../src/state/chats/members';
import type { Member, MemberPage } from '../../../src/wire/index';

const SIZE = 3;

const member = (number: number): Member => ({
  ...{ username: `m${number}`, display_name: `M ${number}`, avatar_url: null, bot: false, status: 'offline' },
});

/** The members as the server has them, who come in pages of three. */
let everybody: Member[];
let cursors: (string | undefined)[];
let failure: Error | null;
let pages: MemberPages;

const page = (cursor?: string): MemberPage => {
  const from = cursor === undefined ? 0 : everybody.findIndex(({ username }) => username === cursor) + 1;
  const members = everybody.slice(from, from + SIZE);
  return { members, cursor: from + SIZE < everybody.length ? (members.at(-1)?.username ?? null) : null };
};

beforeEach(() => {
  everybody = Array.from({ length: 8 }, (_, i) => member(i));
  cursors = [];
  failure = null;
  pages = new MemberPages(async (cursor) => {
    cursors.push(cursor);
    if (failure) throw failure;
    return page(cursor);
  });
});

/** As when the chat is opened, or opened anew. */
function begin(): void {
  const { members, cursor } = page();
  pages.begin(members, cursor);
}

const known = () => pages.members.value.map(({ username }) => username).join(' ');

describe('the members of a large group', () => {
  beforeEach(begin);

  it('come page by page, until all are there', async () => {
    expect([known(), pages.complete]).toEqual(['m0 m1 m2', false]);
    await pages.more();
    expect([known(), pages.complete]).toEqual(['m0 m1 m2 m3 m4 m5', false]);
    await pages.more();
    expect([known(), pages.complete]).toEqual(['m0 m1 m2 m3 m4 m5 m6 m7', true]);
    await pages.more();
    expect(cursors).toEqual(['m2', 'm5']);
  });

  it('are asked for once, however often they are wanted', async () => {
    await Promise.all([pages.more(), pages.more()]);
    expect(cursors).toEqual(['m2']);
  });

  it('stay when the first of them come anew, and the rest goes on behind them', async () => {
    await pages.more();
    everybody = everybody.filter(({ username }) => username !== 'm1');
    begin();
    expect(known()).toBe('m0 m2 m3 m4 m5');
    await pages.more();
    expect(known()).toBe('m0 m2 m3 m4 m5 m6 m7');
  });

  it('begin anew where the first of them are others altogether', async () => {
    await pages.more();
    everybody = Array.from({ length: 5 }, (_, i) => member(20 + i));
    begin();
    expect(known()).toBe('m20 m21 m22');
    await pages.more();
    expect([known(), pages.complete]).toEqual(['m20 m21 m22 m23 m24', true]);
  });

  it('lose who leaves, and know who comes and goes', async () => {
    await pages.more();
    pages.lose('m4');
    pages.updateStatuses([{ username: 'm5', status: 'online' }]);
    expect(known()).toBe('m0 m1 m2 m3 m5');
    expect(pages.members.value.filter(({ status }) => status === 'online').map(({ username }) => username)).toEqual([
      'm5',
    ]);
  });

  it('that do not come can be asked for again', async () => {
    failure = new Error('the network failed');
    await pages.more();
    expect([known(), pages.loading.value]).toEqual(['m0 m1 m2', 'failed']);
    failure = null;
    await pages.more();
    expect([known(), pages.loading.value]).toEqual(['m0 m1 m2 m3 m4 m5', 'idle']);
  });
});

describe('the members whose next page is not known', () => {
  it('come without doubles', async () => {
    pages.begin(page().members, undefined);
    await pages.more();
    expect(known()).toBe('m0 m1 m2 m3 m4 m5');
  });
});

it('all members of a small group are there at once', () => {
  pages.begin(everybody, null);
  pages.begin(everybody.slice(0, 2), null);
  expect([known(), pages.complete]).toEqual(['m0 m1', true]);
});
