import { beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../../src/api/index';
import { Chats } from '../../../src/state/chats/chats';
import type { SocketEvents } from '../../../src/sync/ports';
import type {
  ChangeHandler,
  Chat,
  ChatPage,
  ClientFrame,
  Member,
  MemberPage,
  Message,
  MessagePage,
  ServerFrame,
} from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';
import { message, run } from '../../sync/messages';
import { Dice } from '../../sync/random';
import { MemoryStore, NO_ROOMS } from '../../sync/reader';

const chat = (name: string) =>
  ({ name, kind: 'group', title: name, last_message: null, last_seq: 3, ...about }) as Chat;

const person = (username: string, display_name = username): Member => ({
  ...{ username, display_name, avatar_url: null, bot: false, status: 'online' },
});

let clock: VirtualClock;
let socket: SocketEvents;
let listFails: boolean;
/** The chats that the server lists. */
let listed: string[];
/** How often the list was asked for. */
let lists: number;
let chats: Chats;
/** What is pinned in any chat. */
let pinned: Message[];
/** What the client has sent. */
let sent: ClientFrame[];
/** What is to be known of a chat besides. */
let about: Partial<Chat>;
/** How far others have read the chat that is opened. */
let readers: ChatPage['readers'];
/** The members that a chat is opened with, and those that come later. */
let pages: MemberPage[];

beforeEach(async () => {
  clock = new VirtualClock();
  listFails = false;
  lists = 0;
  listed = ['hall', 'den'];
  about = {};
  readers = { bob: 2, cem: 0 };
  pinned = [];
  sent = [];
  pages = [{ members: [], cursor: null }];
  const api = {
    ticket: async () => 'ticket',
    chats: async () => {
      lists += 1;
      if (listFails) throw new Error('the network failed');
      return listed.map(chat);
    },
    open: async (name: string): Promise<ChatPage> => ({
      ...{
        chat: chat(name),
        members: [...(pages[0]?.members ?? [])],
        members_cursor: pages[0]?.cursor ?? null,
        messages: run(1, 3),
        has_older: false,
        readers,
        rev: 0,
      },
    }),
    members: async (_: string, cursor?: string) => pages[Number(cursor ?? 0)],
    older: async (): Promise<MessagePage> => ({ messages: [], has_older: false, has_newer: false, rev: 0 }),
    changes: async () => ({ messages: [], rev: 0, more: false, reset: false }),
    pins: async () => pinned,
    markUnread: async () => undefined,
    thread: async () => Promise.reject(new Error('no thread')),
  };
  const dial = (_: string, events: SocketEvents) => {
    socket = events;
    return { send: (text: string) => sent.push(JSON.parse(text) as ClientFrame), close: () => {} };
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
      rooms: NO_ROOMS,
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
    await hear({ type: 'joined', room: 'den', last_seq: 3, last_rev: 0, online_count: 2, members: null });
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

  it('are listed again when something was said between the list and the connection', async () => {
    const indicators = (last_seqs: Record<string, number>): ServerFrame => ({
      ...{ type: 'chat_indicators', chat_counts: {}, unread: {}, unread_mentions: {}, last_revs: {} },
      last_seqs,
    });
    await hear(indicators({ den: 3, hall: 3 }));
    expect(lists).toBe(1);
    about = { last_seq: 4, last_message: message(4) };
    await hear(indicators({ den: 3, hall: 4 }));
    expect(lists).toBe(2);
    expect(chats.list.value?.find(({ name }) => name === 'hall')?.last_message?.seq).toBe(4);
  });

  it('are listed again when one was made between the list and the connection', async () => {
    listed = ['hall', 'den', 'nook'];
    await hear({
      ...{ type: 'chat_indicators', chat_counts: {}, unread: {}, unread_mentions: {}, last_revs: {} },
      last_seqs: { den: 3, hall: 3, nook: 0 },
    });
    expect(lists).toBe(2);
    expect(chats.list.value?.map(({ name }) => name)).toContain('nook');
  });

  it('show the message by which a new one is heard of, though the list was read before it was counted', async () => {
    listed = ['hall', 'den', 'nook'];
    about = { last_seq: 0, read_seq: 0, unread: 0 };
    await hear({
      type: 'message_handler',
      room: 'nook',
      message: { ...message(1), room: 'nook', author: person('bob') },
    });
    const nook = chats.list.value?.find(({ name }) => name === 'nook');
    expect(nook?.last_message?.seq).toBe(1);
    expect(nook?.unread).toBe(1);
  });

  it('know from the beginning how far others have read, and never go back', async () => {
    expect(chats.room('den').readers.value).toEqual({ bob: 2 });
    await hear({ type: 'read_handler', room: 'den', username: 'bob', seq: 1 });
    expect(chats.room('den').readers.value).toEqual({ bob: 2 });
  });

  it('show who types until their message comes', async () => {
    await hear({ type: 'typing_handler', room: 'den', username: 'ada' });
    expect(chats.typing.people.value).toEqual({ den: ['ada'] });
    await hear({ type: 'message_handler', room: 'den', message: message(4) });
    expect(chats.typing.people.value).toEqual({ den: [] });
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

describe("messages of a user's chats", () => {
  const told = (after: Message, kind: ChangeHandler['kind'] = 'edit'): ChangeHandler => ({
    ...{ type: 'change_handler', room: 'den', rev: after.rev, seq: after.seq, kind, username: 'bob', message: after },
  });
  const bodies = () => chats.room('den').messages.value.map(({ body }) => body);

  beforeEach(async () => {
    chats.start();
    chats.enter('den');
    await clock.pass(0);
    socket.open();
    await clock.pass(0);
  });

  it('change before their eyes, in the list, and call nobody', async () => {
    const calls: Message[] = [];
    chats.arrived = (message) => calls.push(message);
    await hear({ type: 'message_handler', room: 'den', message: message(4) });
    await hear(told(message(4, { rev: 1, body: 'better' })));
    expect(bodies().at(-1)).toBe('better');
    expect(chats.list.value?.[0]?.last_message?.body).toBe('better');
    expect(calls.length).toBe(1);
  });

  it('that are deleted say so, as often as it is told', async () => {
    const deleted: number[] = [];
    chats.deleted = ({ seq }) => deleted.push(seq);
    await hear(told(message(2, { rev: 1, body: null, deleted: 'noon' }), 'delete'));
    expect([bodies()[1], deleted]).toEqual([null, [2]]);
  });

  it('may come several at once', async () => {
    await hear({ type: 'messages_handler', room: 'den', messages: [message(4), message(5)] });
    expect(chats.room('den').messages.value.length).toBe(5);
    expect(chats.list.value?.[0]?.last_message?.seq).toBe(5);
  });

  it('may come several at once, some of them again, and some not', async () => {
    await hear({ type: 'messages_handler', room: 'den', messages: [message(4), message(5)] });
    await hear({ type: 'messages_handler', room: 'den', messages: [message(5), message(4), message(7)] });
    expect(bodies().slice(3)).toEqual(['message 4', 'message 5']);
    await hear({ type: 'message_handler', room: 'den', message: message(6) });
    expect(bodies().slice(3)).toEqual(['message 4', 'message 5', 'message 6', 'message 7']);
  });

  it('do not mind frames of a kind that is not known yet', async () => {
    await hear({ type: 'poll_handler', room: 'den' } as unknown as ServerFrame);
    await hear({ ...told(message(3, { rev: 1, body: 'better' })), kind: 'later' } as unknown as ServerFrame);
    expect(bodies()).toEqual(['message 1', 'message 2', 'better']);
  });

  it('are changed by their reader at once, and for good once the server says so', async () => {
    await chats.changes.edit('den', 1, 'better');
    const frame = sent.at(-1);
    expect([bodies()[0], chats.room('den').changes.value.length]).toEqual(['better', 1]);
    expect(frame).toMatchObject({ type: 'edit', room: 'den', seq: 1, body: 'better', known: null });
    const client_id = frame && 'client_id' in frame ? frame.client_id : '';
    await hear({ type: 'changed', client_id, room: 'den', seq: 1, rev: 1 });
    expect(bodies()[0]).toBe('better');
    await hear(told(message(1, { rev: 1, body: 'better' })));
    expect([bodies()[0], chats.room('den').changes.value]).toEqual(['better', []]);
  });

  it('are as they were when the server refuses a change, which keeps its text', async () => {
    await chats.changes.edit('den', 1, 'better');
    const frame = sent.at(-1);
    const client_id = frame && 'client_id' in frame ? frame.client_id : '';
    await hear({ type: 'error', code: 'stale', detail: '', client_id, room: 'den' });
    expect(bodies()[0]).toBe('message 1');
    expect(chats.room('den').changes.value).toMatchObject([{ reason: 'stale', frame: { seq: 1, body: 'better' } }]);
  });

  it('know of their own reader in a crowd, whose frames say nothing of them', async () => {
    const crowd = (rev: number) =>
      message(3, { rev, reactions: [{ emoji: '❄', count: 60, usernames: ['bob'], me: null }] });
    await hear({ ...told(crowd(1), 'react'), emoji: '❄', on: true });
    await chats.changes.react('den', 3, '❄', true);
    const frame = sent.at(-1);
    const client_id = frame && 'client_id' in frame ? frame.client_id : '';
    await hear({ type: 'changed', client_id, room: 'den', seq: 3, rev: 2 });
    await hear({ type: 'changes_handler', room: 'den', after: 1, rev: 2, messages: [crowd(2)] });
    expect(chats.room('den').changes.value).toEqual([]);
    expect(chats.room('den').messages.value.at(-1)?.reactions[0]?.me).toBe(true);
  });

  it('that are pinned are listed, and followed from then on', async () => {
    pinned = [message(2, { rev: 1, pinned: true })];
    await chats.changes.followPins(chats.room('den'));
    await hear(told(message(3, { rev: 2, pinned: true }), 'pin'));
    expect(chats.room('den').pins.value?.map(({ seq }) => seq)).toEqual([3, 2]);
    await hear(told(message(2, { rev: 3, pinned: false }), 'pin'));
    expect(chats.room('den').pins.value?.map(({ seq }) => seq)).toEqual([3]);
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
    hear({ type: 'joined', room: 'den', last_seq: 3, last_rev: 0, online_count: 2, members });

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

describe('places', () => {
  const come = async () => {
    chats.start();
    chats.enter('den');
    await clock.pass(0);
    socket.open();
    await clock.pass(0);
  };
  const reads = () => sent.flatMap((frame) => (frame.type === 'read' ? [frame.seq] : []));
  const unread = () => chats.list.value?.find(({ name }) => name === 'den')?.unread;
  const fromBob = (seq: number) =>
    message(seq, { author: { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false } });

  it('of others are known from the page on', async () => {
    await come();
    await hear({ type: 'read_handler', room: 'den', username: 'bob', seq: 1 });
    expect(chats.room('den').readers.value).toEqual({ bob: 2 });
  });

  it('that were marked unread are not read by looking on, but by coming back', async () => {
    about = { read_seq: 3 };
    await come();
    for (const seq of [4, 5]) await hear({ type: 'message_handler', room: 'den', message: fromBob(seq) });
    chats.seen('den');
    await clock.pass(3_000);
    about = { unread_from: 4, unread: 2, read_seq: 5, last_seq: 5 };
    await chats.markUnread('den', 4);
    chats.seen('den');
    await clock.pass(3_000);
    expect([reads(), unread(), chats.room('den').knownTo.value]).toEqual([[5], 2, 3]);
    chats.leave('den');
    chats.enter('den');
    expect(chats.room('den').target.value).toBe(4);
    chats.seen('den');
    await clock.pass(3_000);
    expect([reads(), unread()]).toEqual([[5, 5], 0]);
  });
});
