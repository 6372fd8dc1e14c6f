import { beforeEach, describe, expect, it } from 'vitest';
import { LIFETIME, Outbox } from '../../../src/sync/outbox/outbox';
import type { ChangeFrame, Post } from '../../../src/sync/ports';
import { VirtualClock } from '../clock';
import { Dice } from '../random';
import { MemoryStore } from '../reader';

let clock: VirtualClock;
let store: MemoryStore;
let sent: (Post | ChangeFrame)[];
let connected: boolean;
let outbox: Outbox;

function open(): Outbox {
  const dice = new Dice(7);
  const transmit = (frame: Post | ChangeFrame) => {
    if (connected) sent.push(frame);
    return connected;
  };
  return new Outbox({ clock, store, random: dice.next, uuid: () => dice.uuid() }, transmit, () => {});
}

const ANSWER = { public_id: 'p', version: 1, signature: 's' };
const FILE = {
  filename: 'a.pdf',
  resource_type: 'raw',
  format: null,
  bytes: 9,
  width: null,
  height: null,
  duration: null,
};

const states = () => outbox.of('den').map(({ state, reason }) => reason ?? state);
const contentOf = (frame: Post | ChangeFrame) =>
  frame.type === 'message' ? frame.body : frame.type === 'file_upload' ? frame.file : null;
const refuse = (code: string, retry_after = 0) =>
  outbox.refused({ type: 'error', code, detail: '', client_id: sent.at(-1)?.client_id ?? '', retry_after });

beforeEach(() => {
  clock = new VirtualClock();
  store = new MemoryStore();
  sent = [];
  connected = true;
  outbox = open();
});

describe('an outbox', () => {
  it('sends the same frame again until it is acknowledged', async () => {
    outbox.send('den', 'hi');
    await clock.pass(60_000);
    expect(sent.length).toBeGreaterThan(2);
    expect(new Set(sent.map(({ client_id }) => client_id)).size).toBe(1);
    outbox.acked(sent[0]?.client_id ?? '', 1);
    const before = sent.length;
    await clock.pass(60_000);
    expect(sent.length).toBe(before);
  });

  it('asks again later where answers are slow, so that a server that is behind is not given more to do', async () => {
    // Given one answer that took 12 s, for which it asked twice
    outbox.send('den', 'one');
    await clock.pass(12_000);
    outbox.acked(sent[0]?.client_id ?? '', 1);
    const before = sent.length;
    // When the next takes as long
    outbox.send('den', 'two');
    await clock.pass(12_000);
    // Then that is waited for, though not for ever
    expect(sent.length).toBe(before + 1);
    await clock.pass(26_000);
    expect(sent.length).toBe(before + 2);
  });

  it('does not take the time without a connection for the time of an answer', async () => {
    // Given a message that was first sent an hour before the connection came back
    outbox.send('den', 'one');
    connected = false;
    await clock.pass(3_600_000);
    connected = true;
    outbox.connected();
    outbox.acked(sent[0]?.client_id ?? '', 1);
    // When the next is not answered
    outbox.send('den', 'two');
    const before = sent.length;
    await clock.pass(5_100);
    // Then it goes out again as soon as ever
    expect(sent.length).toBe(before + 1);
  });

  it('sends a room the next message only once the one before is answered', () => {
    outbox.send('den', 'one');
    outbox.send('den', 'two');
    outbox.send('hall', 'elsewhere');
    expect(sent.map(contentOf)).toEqual(['one', 'elsewhere']);
    outbox.acked(sent[0]?.client_id ?? '', 1);
    expect(sent.map(contentOf)).toEqual(['one', 'elsewhere', 'two']);
  });

  it('keeps an acknowledged message until the room shows it', () => {
    outbox.send('den', 'hi');
    outbox.acked(sent[0]?.client_id ?? '', 4);
    expect(states()).toEqual(['sent']);
    outbox.displayed('den', (_, seq) => seq <= 3);
    expect(states()).toEqual(['sent']);
    outbox.displayed('den', (_, seq) => seq <= 4);
    expect(states()).toEqual([]);
  });

  it('waits for a connection, and then sends at once', () => {
    connected = false;
    outbox.send('den', 'hi');
    expect(sent).toEqual([]);
    connected = true;
    outbox.connected();
    expect(sent.length).toBe(1);
  });

  it('waits as long as the rate limit says, in every room', async () => {
    outbox.send('den', 'one');
    refuse('rate_limited', 5);
    outbox.send('hall', 'two');
    await clock.pass(4_900);
    expect(sent.length).toBe(1);
    await clock.pass(1_000);
    expect(sent.map(contentOf)).toEqual(['one', 'one', 'two']);
  });

  it('waits for the slow mode of a chat there alone, and tells until when', async () => {
    outbox.send('den', 'one');
    refuse('rate_limited', 60);
    outbox.send('hall', 'two');
    expect(sent.map(contentOf)).toEqual(['one', 'two']);
    const held = outbox.of('den')[0]?.heldUntil ?? 0;
    expect(held - clock.now()).toBeGreaterThanOrEqual(60_000);
    const inDen = () => sent.filter(({ room }) => room === 'den').length;
    await clock.pass(59_000);
    expect(inDen()).toBe(1);
    await clock.pass(2_000);
    expect(inDen()).toBe(2);
    expect(outbox.of('den')[0]?.heldUntil).toBe(0);
  });

  it('lets no text wait for the limit of files', async () => {
    outbox.sendFile('den', {}, FILE);
    refuse('rate_limited', 30);
    outbox.send('den', 'hi');
    expect(sent.map(({ type }) => type)).toEqual(['file_upload', 'message']);
    await clock.pass(29_000);
    expect(sent.filter(({ type }) => type === 'file_upload').length).toBe(1);
    await clock.pass(2_000);
    expect(sent.filter(({ type }) => type === 'file_upload').length).toBe(2);
  });

  it.each(['internal', 'unavailable'])('tries again after %s', async (code) => {
    outbox.send('den', 'hi');
    refuse(code);
    await clock.pass(3_000);
    expect(sent.length).toBe(2);
    expect(states()).toEqual(['sending']);
  });

  it.each(['too_long', 'empty', 'no_such_chat', 'bad_file', 'bad_frame'])('gives up on %s, and goes on', (code) => {
    outbox.send('den', 'one');
    outbox.send('den', 'two');
    refuse(code);
    expect(states()).toEqual([code, 'sending']);
    expect(sent.map(contentOf)).toEqual(['one', 'two']);
  });

  it('gives up after a day', async () => {
    connected = false;
    outbox.send('den', 'hi');
    await clock.pass(LIFETIME + 1);
    connected = true;
    outbox.connected();
    expect(sent).toEqual([]);
    expect(states()).toEqual(['expired']);
  });

  it('retries a refused message under its old id, and an expired one under a new id', async () => {
    outbox.send('den', 'hi');
    const id = sent[0]?.client_id ?? '';
    refuse('no_such_chat');
    outbox.retry(id);
    expect(sent.map(({ client_id }) => client_id)).toEqual([id, id]);
    connected = false;
    await clock.pass(LIFETIME + 60_000);
    outbox.connected();
    connected = true;
    outbox.retry(id);
    expect(sent.slice(-1).map(contentOf)).toEqual(['hi']);
    expect(sent.at(-1)?.client_id).not.toBe(id);
  });

  it('takes up after a reload what was unsent, in order, failed ones too', async () => {
    outbox.send('den', 'one');
    refuse('too_long');
    outbox.send('den', 'two');
    outbox.send('den', 'three');
    outbox.stop();
    sent = [];
    outbox = open();
    await outbox.load();
    expect(outbox.of('den').map(({ frame }) => contentOf(frame))).toEqual(['one', 'two', 'three']);
    expect(states()).toEqual(['too_long', 'sending', 'sending']);
    expect(sent.map(contentOf)).toEqual(['two']);
  });

  it('sends files as it sends texts, and neither waits for the other', async () => {
    const one = outbox.sendFile('den', ANSWER, FILE);
    outbox.sendFile('den', ANSWER, FILE);
    outbox.send('den', 'meanwhile');
    expect(sent[0]?.client_id).toBe(one);
    expect(sent.map(contentOf)).toEqual([ANSWER, 'meanwhile']);
    await clock.pass(40_000);
    expect(sent.filter(({ client_id }) => client_id === one).length).toBeGreaterThan(1);
    outbox.acked(one, 1);
    expect(outbox.of('den').map(({ state }) => state)).toEqual(['sent', 'sending', 'sending']);
    expect(contentOf(sent.at(-1) as Post)).toBe(ANSWER);
    expect(sent.at(-1)?.client_id).not.toBe(one);
  });

  it('keeps an uploaded file across a reload, and its client_id', async () => {
    connected = false;
    const id = outbox.sendFile('den', ANSWER, FILE);
    outbox.stop();
    connected = true;
    outbox = open();
    await outbox.load();
    expect(sent).toEqual([{ type: 'file_upload', room: 'den', client_id: id, file: ANSWER }]);
    expect(outbox.of('den')[0]?.file).toEqual(FILE);
    refuse('bad_file');
    expect(states()).toEqual(['bad_file']);
  });

  it('forgets what was acknowledged or discarded', async () => {
    outbox.send('den', 'one');
    outbox.acked(sent[0]?.client_id ?? '', 1);
    outbox.send('den', 'two');
    refuse('empty');
    outbox.discard(sent[1]?.client_id ?? '');
    expect(store.kept.size).toBe(0);
    expect(states()).toEqual(['sent']);
  });
});

describe('a reply', () => {
  const QUOTED = {
    ...{ seq: 7, author: { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false } },
    ...{ body: 'who comes?', filename: null, deleted: null },
  };

  it('says what it is one to, also as a file, and shows it meanwhile', () => {
    outbox.send('den', 'me', QUOTED);
    outbox.sendFile('den', ANSWER, FILE, QUOTED);
    outbox.send('den', 'no reply');
    expect(outbox.of('den').map(({ frame }) => frame.reply_to)).toEqual([7, 7, undefined]);
    expect(outbox.of('den').map(({ quoted }) => quoted?.body)).toEqual(['who comes?', 'who comes?', undefined]);
  });

  it('outlives the page with what it quotes', async () => {
    connected = false;
    outbox.send('den', 'me', QUOTED);
    const again = open();
    await again.load();
    connected = true;
    again.connected();
    expect(again.of('den')[0]?.quoted).toEqual(QUOTED);
    expect(sent).toMatchObject([{ body: 'me', reply_to: 7 }]);
  });

  it('to what is gone by then fails, and goes out as no reply when it is tried again', () => {
    outbox.send('den', 'me', QUOTED);
    refuse('no_such_message');
    expect(states()).toEqual(['no_such_message']);
    outbox.retry(sent[0]?.client_id ?? '');
    expect(sent.at(-1)).toEqual({ type: 'message', room: 'den', client_id: sent[0]?.client_id, body: 'me' });
    expect(outbox.of('den')[0]?.quoted).toBeUndefined();
  });
});
