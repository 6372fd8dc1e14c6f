import { beforeEach, describe, expect, it } from 'vitest';
import { Typing } from '../../../src/state/chats/typing';
import type { ClientFrame, Settings } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';

let clock: VirtualClock;
let sent: ClientFrame[];
let load: () => Promise<Settings>;
let typing: Typing;

beforeEach(() => {
  clock = new VirtualClock();
  sent = [];
  load = async () => ({ typing: true }) as Settings;
  typing = new Typing(clock, { load: () => load() }, (frame) => sent.push(frame) > 0);
});

const DEN = { name: 'den', kind: 'private' } as const;
const typists = (room = 'den') => typing.people.value[room] ?? [];
const heard = (username: string, room = 'den') => typing.heard({ room, username });

describe('who types', () => {
  it('tells so at once, and then every four seconds at most, in each chat', async () => {
    for (let second = 0; second < 8; second += 1) {
      await typing.typed(DEN);
      await clock.pass(1_000);
    }
    await typing.typed({ name: 'hall', kind: 'group' });
    expect(sent.map((frame) => 'room' in frame && frame.room)).toEqual(['den', 'den', 'hall']);
    expect(sent[0]).toEqual({ type: 'typing', room: 'den' });
  });

  it('tells nothing in the public chat', async () => {
    await typing.typed({ name: 'public-chat', kind: 'public' });
    expect(sent).toEqual([]);
  });

  it.each([
    ['does not want that', async () => ({ typing: false }) as Settings],
    ['cannot be asked whether they want that', async () => Promise.reject(new Error('the network failed'))],
  ])('tells nothing where they %s', async (_, answer) => {
    load = answer;
    await typing.typed(DEN);
    expect(sent).toEqual([]);
  });
});

describe('somebody who types', () => {
  it('is shown for six seconds after the last sign of it', async () => {
    heard('bob');
    await clock.pass(4_000);
    heard('bob');
    await clock.pass(5_999);
    expect(typists()).toEqual(['bob']);
    await clock.pass(1);
    expect(typists()).toEqual([]);
  });

  it('is shown no longer once their message comes, and others still are', () => {
    heard('bob');
    heard('cem');
    heard('bob', 'hall');
    typing.said({ room: 'den', author: { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false } });
    expect([typists(), typists('hall')]).toEqual([['cem'], ['bob']]);
  });

  it('stands where they began, and a chat remembers ten', () => {
    for (const name of ['bob', 'cem', 'bob']) heard(name);
    expect(typists()).toEqual(['bob', 'cem']);
    for (let n = 0; n < 20; n += 1) heard(`m${n}`);
    expect(typists()).toHaveLength(10);
  });

  it('is followed no longer once the user goes', async () => {
    heard('bob');
    typing.stop();
    await clock.pass(10_000);
    expect(typists()).toEqual(['bob']);
  });
});
