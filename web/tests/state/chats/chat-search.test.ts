import { describe, expect, it } from 'vitest';
import { matching, type Named, strangerIn } from '../../../src/state/chats/chat-search';
import type { Chat } from '../../../src/wire/index';

const named = (title: string, other?: string): Named => ({
  title,
  chat: { name: title, other: other ? { username: other } : null } as Chat,
});
const CHATS = [named('Ski trip'), named('Cem Karlı', 'cem_k'), named('Whiskies'), named('The skiers'), named('İzmir')];
const found = (query: string) => matching(CHATS, query).map(({ title }) => title);

describe('the chat switcher', () => {
  it('offers all for nothing, and the nearest names first', () => {
    expect(found('')).toHaveLength(5);
    expect(found(' SKI ')).toEqual(['Ski trip', 'The skiers', 'Whiskies']);
    expect(found('zzz')).toEqual([]);
  });

  it('takes no note of case and accents, in Turkish neither', () => {
    expect(found('karli')).toEqual(['Cem Karlı']);
    expect(found('KARLI')).toEqual(['Cem Karlı']);
    for (const query of ['izmir', 'IZMIR', 'ızmir', 'İZMİR']) expect(found(query)).toEqual(['İzmir']);
  });

  it('finds people by their username, and offers who is not there yet', () => {
    expect(found('@cem_')).toEqual(['Cem Karlı']);
    expect(strangerIn(CHATS, '@Dora', 'ada')).toBe('dora');
    expect(strangerIn(CHATS, 'İREM', 'ada')).toBe('irem');
    for (const nobody of ['cem_k', 'ada', 'a b', 'x', '']) expect(strangerIn(CHATS, nobody, 'ada')).toBeNull();
  });
});
