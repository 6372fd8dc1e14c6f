import { expect, it } from 'vitest';
import { resultGroups } from '../../../src/state/search/result-groups';
import { message } from '../../sync/messages';

const result = (room: string, seq: number) => ({ message: message(seq, { room }), title: `The ${room}`, matches: [] });

it('what was found is grouped by chat, page by page, and a page that comes moves nothing', () => {
  const first = [result('den', 9), result('hill', 4), result('den', 8)];
  const second = [result('hill', 3), result('den', 7)];
  const shown = (pages: (typeof first)[]) =>
    resultGroups(pages).map(({ title, results }) => [title, results.map((each) => each.message.seq)]);
  expect(shown([first])).toEqual([
    ['The den', [9, 8]],
    ['The hill', [4]],
  ]);
  expect(shown([first, second])).toEqual([
    ['The den', [9, 8]],
    ['The hill', [4, 3]],
    ['The den', [7]],
  ]);
});
