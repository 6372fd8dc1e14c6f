import { expect, it } from 'vitest';
import { conversation } from '../../src/text/conversation';

const messageOf = (name: string, body: string | null, filename?: string) => ({
  author: { username: name.toLowerCase(), display_name: name, avatar_url: null, bot: false },
  namesake: false,
  body,
  file: filename
    ? { filename, resource_type: 'raw', format: null, bytes: 1, width: null, height: null, duration: null }
    : null,
});

it('puts each message on a line with who said it, in its own words', () => {
  const messages = [
    messageOf('Ada', 'In? **Ten** it is.'),
    messageOf('Bob', null, 'route.pdf'),
    messageOf('Ada', 'one\ntwo'),
  ];
  expect(conversation(messages)).toBe('Ada: In? **Ten** it is.\nBob: route.pdf\nAda: one\ntwo');
});

it('calls a voice message one', () => {
  const name = 'voice-message-2026-11-29-18-03-59.webm';
  expect(conversation([messageOf('Ada', null, name)])).toBe('Ada: Voice message');
});

it('leaves out what was deleted, and tells namesakes apart', () => {
  const messages = [messageOf('Ada', 'Hi'), messageOf('Bob', null), { ...messageOf('Ada', 'Ho'), namesake: true }];
  expect(conversation(messages)).toBe('Ada: Hi\nAda (@ada): Ho');
});
