import { type Signal, signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallSession, Calls, End } from '../../../src/calls/session';
import { CallCenter } from '../../../src/state/calls/call-center';
import type { CallPeople } from '../../../src/state/calls/people';
import type { ChatList } from '../../../src/state/chats/chat-list';
import type { CallState, Chat } from '../../../src/wire';
import { VirtualClock } from '../../sync/clock';
import { participant, ring, state } from './frames';

let clock: VirtualClock;
let center: CallCenter;
/** What the engine was asked for. */
let asked: unknown[];
/** The engine's code comes. */
let reachable: boolean;
let session: ReturnType<typeof signal<CallSession | null>>;
let end: ReturnType<typeof signal<End | null>>;
let told: ReturnType<typeof signal<CallState | null>>;
let heard: string[];
let list: Signal<ChatList | null>;

beforeEach(() => {
  clock = new VirtualClock();
  asked = [];
  heard = [];
  reachable = true;
  session = signal<CallSession | null>(null);
  const enter = (...call: unknown[]) => {
    asked.push(call);
    end = signal<End | null>(null);
    told = signal<CallState | null>(null);
    session.value = {
      room: 'den',
      end,
      state: told,
      leave: () => (end.value = { by: 'left' }),
    } as unknown as CallSession;
  };
  const calls = {
    session,
    startCall: (...call: unknown[]) => enter('start', ...call),
    acceptCall: (...call: unknown[]) => enter('accept', ...call),
    decline: ({ call }: { call: string }) => asked.push(['decline', call]),
    hear: ({ type }: { type: string }) => heard.push(type),
    dismiss: () => (session.value = null),
    stop: () => asked.push('stop'),
  } as unknown as Calls;
  list = signal<ChatList | null>([]);
  center = new CallCenter({
    me: 'ada',
    people: {} as CallPeople,
    clock,
    list,
    changeList: (change) => (list.value = change(list.value ?? [])),
    engine: async () => {
      if (!reachable) throw new TypeError('no network');
      return calls;
    },
  });
});

const rings = () => center.ringing.rings.value.length;

describe('who is left behind', () => {
  const alone = state({ state: 'live', participants: [participant('ada')] });
  const both = state({ state: 'live', participants: [participant('ada'), participant('bob')] });

  it.each([
    ['private', 'left'],
    ['group', undefined],
  ] as const)('leaves a %s call after a while: %s', async (kind, by) => {
    list.value = [{ name: 'den', kind } as Chat];
    await center.accept(ring(), false);
    told.value = both;
    told.value = { ...alone, version: 9 };
    expect(end.value).toBeNull();
    await clock.pass(10_000);
    expect(end.value?.by).toBe(by);
  });

  it('stays where the other comes back', async () => {
    list.value = [{ name: 'den', kind: 'private' } as Chat];
    await center.accept(ring(), false);
    told.value = alone;
    await clock.pass(9_000);
    told.value = { ...both, version: 9 };
    await clock.pass(10_000);
    expect(end.value).toBeNull();
  });
});

describe('a call that is accepted', () => {
  it('stops ringing at once, opens, and is the one that rang', async () => {
    center.hear(ring({ video: true }));
    const accepted = center.accept(ring(), true);
    expect(rings()).toBe(0);
    await accepted;
    expect(asked).toEqual([['accept', { room: 'den', call: 'call 1' }, true, { leave: false }]]);
    expect([center.session.value?.room, center.open.value]).toEqual(['den', true]);
  });

  it('hears the frames of calls from then on', async () => {
    center.hear(state());
    await center.accept(ring(), false);
    center.hear(state({ version: 3, participants: [participant('ada')] }));
    expect(heard).toEqual(['call_state']);
  });

  it('says so where its code does not come, and is tried again', async () => {
    reachable = false;
    await center.accept(ring(), false);
    expect([center.unreachable.value, center.session.value]).toEqual([true, null]);
    reachable = true;
    await center.again();
    expect([center.unreachable.value, center.session.value?.room]).toEqual([false, 'den']);
  });
});

it('is declined for the user, and stops ringing', async () => {
  center.hear(ring());
  await center.decline({ ...ring(), expires: 0 });
  expect([rings(), asked]).toEqual([0, [['decline', 'call 1']]]);
});

describe('the end of a call', () => {
  beforeEach(() => center.start('den', true));

  it('is not shown to who left', () => {
    center.close();
    expect([center.session.value, center.open.value]).toEqual([null, false]);
  });

  it('is shown briefly where nothing is left to do', async () => {
    end.value = { by: 'call', reason: 'ended' };
    expect(center.open.value).toBe(false);
    await clock.pass(4_999);
    expect(center.session.value).not.toBeNull();
    await clock.pass(1);
    expect(center.session.value).toBeNull();
  });

  it('stays where one may want to call again, until that is put away', async () => {
    end.value = { by: 'call', reason: 'missed' };
    await clock.pass(60_000);
    expect(center.session.value).not.toBeNull();
    center.close();
    expect(center.session.value).toBeNull();
  });

  it('keeps the next call when the time of the last one’s end is up', async () => {
    end.value = { by: 'call', reason: 'ended' };
    await center.start('den', false);
    await clock.pass(60_000);
    expect(center.session.value).not.toBeNull();
  });

  it('leads to a new call of the same kind', async () => {
    end.value = { by: 'call', reason: 'declined' };
    await center.again();
    expect(asked.at(-1)).toEqual(['start', 'den', true, { leave: false }]);
  });
});

it('joins by leaving the other call, where the user is in one on another device', async () => {
  await center.accept(ring(), false);
  end.value = { by: 'error', code: 'call_busy' };
  await center.again(true);
  expect(asked.at(-1)).toEqual(['accept', { room: 'den', call: 'call 1' }, false, { leave: true }]);
});

it('ends all when the user goes', async () => {
  center.hear(ring());
  await center.start('den', false);
  center.stop();
  expect([rings(), asked.at(-1)]).toEqual([0, 'stop']);
});
