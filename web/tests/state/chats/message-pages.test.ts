import { beforeEach, describe, expect, it } from 'vitest';
import { MessagePages } from '../../../src/state/chats/message-pages';
import type { MentionPage } from '../../../src/wire/index';
import { message } from '../../sync/messages';

let asked: (string | null)[];
let refused: boolean;
let pages: MessagePages;

const answer = (cursor: string | null): MentionPage =>
  cursor === null ? { messages: [message(9), message(7)], cursor: 'on' } : { messages: [message(3)], cursor: null };

beforeEach(() => {
  asked = [];
  refused = false;
  pages = new MessagePages(async (cursor) => {
    asked.push(cursor);
    return refused ? Promise.reject(new Error('the network failed')) : answer(cursor);
  });
});

const numbers = () => pages.messages.value?.map(({ seq }) => seq);

describe('the pages of a list', () => {
  it('come one after the other, to the last', async () => {
    await pages.next();
    expect([numbers(), pages.more]).toEqual([[9, 7], true]);
    await pages.next();
    await pages.next();
    expect([numbers(), pages.more, asked]).toEqual([[9, 7, 3], false, [null, 'on']]);
  });

  it('are asked for once at a time', async () => {
    await Promise.all([pages.next(), pages.next()]);
    expect(asked).toEqual([null]);
  });

  it('that do not come can be asked for again, and what is there stays', async () => {
    await pages.next();
    refused = true;
    await pages.next();
    expect([numbers(), pages.failure.value]).toEqual([[9, 7], new Error('the network failed')]);
    refused = false;
    await pages.next();
    expect([numbers(), pages.failure.value]).toEqual([[9, 7, 3], null]);
  });
});
