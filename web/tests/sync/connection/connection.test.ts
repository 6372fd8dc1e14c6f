import { beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '../../../src/sync/connection/connection';
import type { Signal, SocketEvents } from '../../../src/sync/ports';
import { VirtualClock } from '../clock';
import { Dice } from '../random';

const MINUTE = 60_000;

interface FakeSocket {
  events: SocketEvents;
  sent: string[];
  closed: boolean;
}

let clock: VirtualClock;
let sockets: FakeSocket[];
let answering: boolean;
let ticket: () => Promise<string>;
let dialled: number[];
let refused: number;
let opened: number;
let listener: (signal: Signal) => void;
let connection: Connection;

beforeEach(() => {
  clock = new VirtualClock();
  sockets = [];
  dialled = [];
  answering = true;
  refused = 0;
  opened = 0;
  ticket = async () => 'ticket';
  const dial = (_: string, events: SocketEvents) => {
    const socket: FakeSocket = { events, sent: [], closed: false };
    sockets.push(socket);
    dialled.push(clock.now());
    const send = (text: string) => {
      socket.sent.push(text);
      if (answering) clock.after(20, () => events.frame('{"type":"pong","behind":{}}'));
    };
    const close = () => {
      socket.closed = true;
    };
    return { send, close };
  };
  connection = new Connection(
    {
      clock,
      dial,
      random: new Dice(3).next,
      remote: {
        ticket: () => ticket(),
        open: () => Promise.reject(),
        older: () => Promise.reject(),
        thread: async () => Promise.reject(new Error('no thread')),
        changes: () => Promise.reject(),
      },
      signals: {
        online: () => true,
        listen: (fn) => {
          listener = fn;
          return () => {};
        },
      },
    },
    {
      opened: () => opened++,
      frame: () => {},
      changed: () => {},
      refused: () => refused++,
      positions: () => ({ seqs: { den: 4 }, revs: { den: 2 } }),
    },
  );
});

async function connect(): Promise<FakeSocket> {
  connection.start();
  await clock.pass(0);
  sockets[0]?.events.open();
  return sockets[0] as FakeSocket;
}

describe('a connection', () => {
  it('beats once a minute or so, with what it has of each room', async () => {
    const socket = await connect();
    await clock.pass(10 * MINUTE);
    expect(socket.sent.length).toBeGreaterThanOrEqual(8);
    expect(socket.sent.length).toBeLessThanOrEqual(13);
    expect(socket.sent[0]).toBe('{"type":"ping","seqs":{"den":4},"revs":{"den":2}}');
    expect(connection.status).toBe('open');
  });

  it('takes a heartbeat without an answer for the end, and connects anew', async () => {
    const socket = await connect();
    answering = false;
    await clock.pass(2 * MINUTE);
    expect(socket.closed).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('waits longer and longer between vain tries, ten seconds at first and never more than half a minute', async () => {
    connection.start();
    await clock.pass(0);
    for (let tries = 1; tries < 60; tries++) {
      sockets.at(-1)?.events.closed();
      await clock.pass(31_000, () => dialled.length > tries);
    }
    const waits = dialled.slice(1).map((at, i) => at - (dialled[i] ?? 0));
    expect(Math.max(...waits.slice(0, 2))).toBeLessThanOrEqual(2_000);
    expect(Math.max(...waits.slice(0, 10))).toBeLessThanOrEqual(10_000);
    expect(Math.max(...waits)).toBeGreaterThan(15_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });

  it('renews itself before two hours are over, opening the new socket before it closes the old', async () => {
    const old = await connect();
    await clock.pass(99 * MINUTE);
    expect(sockets.length).toBe(1);
    await clock.pass(17 * MINUTE, () => sockets.length === 2);
    expect(old.closed).toBe(false);
    expect(connection.status).toBe('open');
    sockets[1]?.events.open();
    expect(opened).toBe(2);
    expect(old.closed).toBe(false);
    await clock.pass(5_000);
    expect(old.closed).toBe(true);
    expect(connection.send({ type: 'join', room: 'den' })).toBe(true);
    expect(sockets[1]?.sent.at(-1)).toContain('join');
  });

  it('keeps the old socket when a renewal fails, and tries again', async () => {
    const old = await connect();
    await clock.pass(116 * MINUTE, () => sockets.length === 2);
    sockets[1]?.events.closed();
    expect(connection.status).toBe('open');
    await clock.pass(2 * MINUTE, () => sockets.length === 3);
    expect(sockets.length).toBe(3);
    expect(old.closed).toBe(false);
  });

  it('asks for one sign of life, however many signals come at once', async () => {
    const socket = await connect();
    answering = false;
    for (const signal of ['online', 'visible', 'visible'] as const) listener(signal);
    expect(socket.sent.length).toBe(1);
  });

  it('waits only shortly after a vain try that was under way when a sign came', async () => {
    connection.start();
    await clock.pass(0);
    for (let tries = 1; tries < 20; tries++) {
      sockets.at(-1)?.events.closed();
      await clock.pass(31_000, () => dialled.length > tries);
    }
    listener('online');
    const before = clock.now();
    sockets.at(-1)?.events.closed();
    await clock.pass(31_000, () => dialled.length > 20);
    expect(clock.now() - before).toBeLessThanOrEqual(1_000);
  });

  it.each<Signal>(['online', 'visible', 'woke'])('does not wait any longer when told %s', async (signal) => {
    await connect();
    sockets[0]?.events.closed();
    expect(connection.status).toBe('waiting');
    listener(signal);
    expect(connection.status).toBe('connecting');
  });

  it('asks for a sign of life after a sleep', async () => {
    const socket = await connect();
    listener('woke');
    expect(socket.sent.length).toBe(1);
  });

  it('says so while offline', async () => {
    await connect();
    listener('offline');
    expect(connection.offline).toBe(true);
    listener('visible');
    expect(connection.offline).toBe(true);
    listener('online');
    expect(connection.offline).toBe(false);
  });

  it('stops for good when the session is over', async () => {
    ticket = () => Promise.reject(Object.assign(new Error('no'), { status: 401 }));
    connection.start();
    await clock.pass(5 * MINUTE);
    expect(refused).toBe(1);
    expect(connection.status).toBe('stopped');
  });

  it('goes on when tickets fail for another reason', async () => {
    ticket = () => Promise.reject(new Error('the network failed'));
    connection.start();
    await clock.pass(MINUTE);
    ticket = async () => 'ticket';
    await clock.pass(MINUTE, () => sockets.length > 0);
    expect(sockets.length).toBe(1);
  });

  it('ignores frames that are none', async () => {
    const socket = await connect();
    socket.events.frame('snow');
    socket.events.frame('[]');
    socket.events.frame('null');
    expect(connection.status).toBe('open');
  });
});
