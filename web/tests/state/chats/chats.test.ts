import { beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../../src/api/index';
import { Chats } from '../../../src/state/chats/chats';
import type { SocketEvents } from '../../../src/sync/ports';
import type { Chat, ChatPage, Member, MemberPage, MessagePage, ServerFrame } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';
import { message, run } from '../../sync/messages';
import { Dice } from '../../sync/random';
import { MemoryStore } from '../../sync/reader';

const chat = (name: string) =>
  ({ name, kind: 'group', title: name, last_message: null, last_seq: 3, ...about }) as Chat;

const person = (username: string, display_name = username): Member => ({
  ...{ username, display_name, avatar_url: null, status: 'online' },
});

let clock: VirtualClock;
let socket: SocketEvents;
let listFails: boolean;
let chats: Chats;
/** What is to be known of a chat besides. */
let about: Partial<Chat>;
/** The members that a chat is opened with, and those that come later. */
let pages: MemberPage[];

beforeEach(async () => {
  clock = new VirtualClock();
  listFails = false;
  about = {};
  pages = [{ members: [], cursor: null }];
  const api = {
    ticket: async () => 'ticket',
    chats: async () => (listFails ? Promise.reject(new Error('the network failed')) : [chat('hall'), chat('den')]),
    open: async (name: string): Promise<ChatPage> => ({
      ...{
        chat: chat(name),
        members: [...(pages[0]?.members ?? [])],
        members_cursor: pages[0]?.cursor ?? null,
        messages: run(1, 3),
        has_older: false,
      },
    }),
    members: async (_: string, cursor?: string) => pages[Number(cursor ?? 0)],
    older: async (): Promise<MessagePage> => ({ messages: [], has_older: false, has_newer: false }),
  };
  const dial = (_: string, events: SocketEvents) => {
    socket = events;
    return { send: () => {}, close: () => {} };
  };
  const attention = { visible: () => true, listen: () => () => {} };
  const signals = { online: () => true, listen: () => () => {} };
  const dice = new Dice(1);
  chats = new Chats(
    'ada',
    api as unknown as Api,
    {
      attention,
      clock,
      dial,
      signals,
      store: new MemoryStore(),
      remote: api,
      random: dice.next,
      uuid: () => dice.uuid(),
    },
    () => {},
  );
});

async function hear(frame: ServerFrame): Promise<void> {
  socket.frame(JSON.stringify(frame));
  await clock.pass(0);
}

describe("a user's chats", () => {
  beforeEach(async () => {
    chats.start();
    chats.enter('den');
    await clock.pass(0);
    socket.open();
    await clock.pass(0);
  });

  it('show the messages of a room that was entered', () => {
    expect(chats.room('den').messages.value.length).toBe(3);
    expect(chats.room('den').phase.value).toBe('live');
  });

  it('count who is online, in a room and anywhere', async () => {
    expect(chats.siteOnline.value).toBeNull();
    await hear({ type: 'joined', room: 'den', last_seq: 3, online_count: 2, members: null });
    await hear({ type: 'online_status_handler', online_count: 9, changes: [] });
    expect(chats.room('den').online.value).toBe(2);
    await hear({ type: 'online_count_handler', room: 'den', online_count: 4 });
    expect(chats.room('den').online.value).toBe(4);
    expect(chats.siteOnline.value).toBe(9);
  });

  it('move a chat to the top of the list when something is said in it', async () => {
    await hear({ type: 'message_handler', room: 'den', message: message(4) });
    expect(chats.list.value?.map(({ name }) => name)).toEqual(['den', 'hall']);
    expect(chats.list.value?.[0]?.last_message?.seq).toBe(4);
    await hear({ type: 'message_handler', room: 'den', message: message(2) });
    expect(chats.list.value?.[0]?.last_message?.seq).toBe(4);
  });

  it('say that they reconnect only once they were connected', async () => {
    expect(chats.connection.reconnecting.value).toBe(false);
    socket.closed();
    expect(chats.connection.reconnecting.value).toBe(true);
  });

  it('show an unsent message until it is among the stored ones', async () => {
    chats.client.outbox.send('den', 'hi');
    const [outgoing] = chats.room('den').unsent.value;
    expect(outgoing?.state).toBe('sending');
    const client_id = outgoing?.frame.client_id ?? '';
    await hear({ type: 'message_handler', room: 'den', message: message(4, { client_id, body: 'hi' }) });
    expect(chats.room('den').unsent.value).toEqual([]);
    expect(chats.room('den').messages.value.at(-1)?.body).toBe('hi');
  });
});

it('ask for the list again on connecting when it did not come', async () => {
  listFails = true;
  chats.start();
  await clock.pass(0);
  expect(chats.list.value).toBeNull();
  listFails = false;
  socket.open();
  await clock.pass(0);
  expect(chats.list.value?.length).toBe(2);
});

it('go on asking for a list that does not come, though the connection holds', async () => {
  listFails = true;
  chats.start();
  await clock.pass(0);
  socket.open();
  await clock.pass(60_000);
  expect(chats.listLoader.missed.value).toBe(true);
  listFails = false;
  await clock.pass(31_000);
  expect(chats.list.value?.length).toBe(2);
  expect(chats.listLoader.missed.value).toBe(false);
});

describe('the members of a chat', () => {
  const enter = async () => {
    chats.start();
    chats.enter('den');
    await clock.pass(0);
    socket.open();
    await clock.pass(0);
  };
  const joined = (members: Member[] | null) =>
    hear({ type: 'joined', room: 'den', last_seq: 3, online_count: 2, members });

  it('are as many as the server says, though only the first pages of them are known', async () => {
    about = { member_count: 5 };
    pages = [
      { members: [person('ada'), person('bob')], cursor: '1' },
      { members: [person('cem'), person('dua')], cursor: '2' },
      { members: [person('eve')], cursor: null },
    ];
    await enter();
    await joined(null);
    const room = chats.room('den');
    expect([room.members.value.length, room.memberCount.value]).toEqual([2, 5]);
    await room.memberPages.more();
    await room.memberPages.more();
    expect([room.members.value.length, room.memberCount.value]).toEqual([5, 5]);
  });

  it('of a small group are all there with the answer to the join', async () => {
    about = { member_count: 2 };
    pages = [{ members: [person('ada'), person('bob')], cursor: null }];
    await enter();
    await joined([person('ada'), person('bob'), person('cem')]);
    expect(chats.room('den').memberCount.value).toBe(3);
  });

  it('are told from each other, and from whoever spoke here, where their names are one', async () => {
    pages = [{ members: [person('ada', 'Ada'), person('eve', 'ada')], cursor: null }];
    await enter();
    expect([...chats.room('den').namesakes.value]).toEqual(['ada', 'eve']);
    const author = person('bob', 'ADA');
    await hear({ type: 'message_handler', room: 'den', message: message(4, { room: 'den', author }) });
    expect([...chats.room('den').namesakes.value].sort()).toEqual(['ada', 'bob', 'eve']);
  });
});
