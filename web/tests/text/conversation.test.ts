import { expect, it } from 'vitest';
import { conversation } from '../../src/text/conversation';

const said = (name: string, body: string | null, filename?: string) => ({
  author: { username: name.toLowerCase(), display_name: name, avatar_url: null },
  namesake: false,
  body,
  file: filename ? { filename, resource_type: 'raw', format: null, bytes: 1, width: null, height: null } : null,
});

it('puts each message on a line with who said it, in its own words', () => {
  const messages = [said('Ada', 'In? **Ten** it is.'), said('Bob', null, 'route.pdf'), said('Ada', 'one\ntwo')];
  expect(conversation(messages)).toBe('Ada: In? **Ten** it is.\nBob: route.pdf\nAda: one\ntwo');
});

it('leaves out what was deleted, and tells namesakes apart', () => {
  const messages = [said('Ada', 'Hi'), said('Bob', null), { ...said('Ada', 'Ho'), namesake: true }];
  expect(conversation(messages)).toBe('Ada: Hi\nAda (@ada): Ho');
});
