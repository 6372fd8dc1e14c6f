import { beforeEach, describe, expect, it } from 'vitest';
import { Thread } from '../../../src/state/threads/thread';
import { quoteOf } from '../../../src/sync/room/quotes';
import type { Message } from '../../../src/wire/index';
import { VirtualClock } from '../../sync/clock';
import { message } from '../../sync/messages';

const ROOT = message(1, { replies: { count: 3, last_seq: 9, usernames: ['ada'] } });
const reply = (seq: number, more: Partial<Message> = {}) =>
  message(seq, { reply_to: 1, thread: 1, quoted: quoteOf(ROOT), ...more });

let stored: Message[];
let fails: Error | null;
let thread: Thread;
const seqs = () => thread.replies.value.map(({ seq }) => seq);

beforeEach(() => {
  stored = [reply(3), reply(6), reply(9)];
  fails = null;
  const page = async (after: number, limit: number) => {
    if (fails) throw fails;
    const left = stored.filter(({ seq }) => seq > after);
    const size = Math.min(limit, after === 0 && limit < 200 ? 2 : 200);
    return { root: ROOT, messages: left.slice(0, size), has_newer: left.length > size, rev: 0 };
  };
  const signals = { online: () => true, listen: () => () => {} };
  thread = new Thread('ada', 6, page, { clock: new VirtualClock(), random: () => 0.5, signals });
});

describe('a thread', () => {
  it('comes page by page', async () => {
    await thread.more();
    expect([seqs(), thread.hasNewer.value, thread.root.value?.seq]).toEqual([[3, 6], true, 1]);
    await thread.more();
    expect([seqs(), thread.hasNewer.value]).toEqual([[3, 6, 9], false]);
  });

  it('grows by what is said in it, in order, and by nothing else', async () => {
    await thread.more();
    await thread.more();
    thread.take([reply(12), message(11), reply(10), reply(10)]);
    expect(seqs()).toEqual([3, 6, 9, 10, 12]);
  });

  it('leaves to a page what is said behind what is loaded', async () => {
    await thread.more();
    thread.take([reply(12)]);
    expect(seqs()).toEqual([3, 6]);
  });

  it('follows edits, in quotes too, and loses what is deleted', async () => {
    await thread.more();
    thread.take([message(1, { rev: 1, body: 'anew' }), reply(6, { rev: 2, deleted: 'now', body: null })]);
    expect([thread.root.value?.body, thread.replies.value[0]?.quoted?.body, seqs()]).toEqual(['anew', 'anew', [3]]);
  });

  it('keeps its replies where the first message is deleted', async () => {
    await thread.more();
    thread.take([message(1, { rev: 1, deleted: 'now', body: null })]);
    expect([thread.root.value?.deleted, seqs()]).toEqual(['now', [3, 6]]);
  });

  it('misses nothing that is said while a page is on its way', async () => {
    await thread.more();
    const loading = thread.more();
    thread.take([reply(12)]);
    await loading;
    expect(seqs()).toEqual([3, 6, 9, 12]);
  });

  it('is loaded anew where something was missed', async () => {
    await thread.more();
    await thread.more();
    stored = [reply(3), reply(9), reply(15)];
    await thread.renew();
    expect(seqs()).toEqual([3, 9, 15]);
  });

  it('is none where the server knows of none', async () => {
    fails = Object.assign(new Error('none'), { status: 404 });
    await thread.more();
    expect([thread.gone.value, thread.loading.value]).toEqual([true, 'failed']);
  });
});
