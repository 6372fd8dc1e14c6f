import { beforeEach, expect, it } from 'vitest';
import { ChatClient } from '../../../src/sync/client';
import type { SocketEvents } from '../../../src/sync/ports';
import { VirtualClock } from '../clock';
import { MemoryStore, NO_ROOMS } from '../reader';

let clock: VirtualClock;
let visible: boolean;
let frames: object[];
let sockets: SocketEvents[];
let client: ChatClient;

const nothing = () => {};
const later = () => new Promise<never>(nothing);

beforeEach(() => {
  clock = new VirtualClock();
  [visible, frames, sockets] = [true, [], []];
  client = new ChatClient(
    'ada',
    {
      clock,
      store: new MemoryStore(),
      rooms: NO_ROOMS,
      remote: { ticket: async () => 'x', open: later, older: later, changes: later, thread: later },
      signals: { online: () => true, listen: () => nothing },
      attention: { visible: () => visible, listen: () => nothing },
      dial: (_ticket, events) => {
        sockets.push(events);
        return { send: (text) => frames.push(JSON.parse(text)), close: nothing };
      },
      random: () => 0.5,
      uuid: () => 'y',
    },
    {
      room: nothing,
      connection: nothing,
      attention: nothing,
      page: nothing,
      received: nothing,
      missed: nothing,
      frame: nothing,
      ended: nothing,
    },
  );
});

/** The page connects; `frames` is what it says first. */
async function connect(): Promise<void> {
  client.start();
  await clock.pass(0);
  sockets[0]?.open();
}

const JOIN = { type: 'join', room: 'public-chat' };

it('a page that shows a chat says that alone: a connection is active from its start', async () => {
  client.enter('public-chat');
  await connect();
  expect(frames).toEqual([JOIN]);
});

it('a page that shows no chat says that it is there, since what is new is told after its first frame', async () => {
  await connect();
  expect(frames).toEqual([{ type: 'presence', state: 'active' }]);
});

it('a page that nobody looks at says so first', async () => {
  visible = false;
  client.enter('public-chat');
  await connect();
  expect(frames).toEqual([{ type: 'presence', state: 'inactive' }, JOIN]);
});

it('a chat that was left is none that is shown', async () => {
  client.enter('public-chat');
  client.leave('public-chat');
  await connect();
  expect(frames).toEqual([{ type: 'presence', state: 'active' }]);
});

it('a page whose chat is none of the user’s says that it is there once it knows', async () => {
  client.enter('public-chat');
  await connect();
  sockets[0]?.frame(JSON.stringify({ type: 'error', code: 'no_such_chat', detail: 'No.', room: 'public-chat' }));
  expect(frames).toEqual([JOIN, { type: 'presence', state: 'active' }]);
});
