import { beforeEach, describe, expect, it } from 'vitest';
import { Drafts } from '../../../src/state/chats/drafts';
import { LocalStorage } from '../../../src/state/page/local-storage';

let items: Map<string, string>;

beforeEach(() => {
  items = new Map();
});

/** The same browser, a page later. */
function page(user: string): Drafts {
  const storage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
  return new Drafts(user, new LocalStorage(() => storage));
}

describe('drafts', () => {
  it('outlive the page, one a chat, as they were written', () => {
    const drafts = page('ann');
    drafts.keep('den', 'half a');
    drafts.keep('den', ' half a thought ');
    drafts.keep('hall', 'another');
    expect(page('ann').of('den')).toBe(' half a thought ');
    expect(page('ann').of('hall')).toBe('another');
    expect(page('ann').of('cave')).toBe('');
  });

  it('are gone once they are sent or emptied', () => {
    const drafts = page('ann');
    drafts.keep('den', 'half a thought');
    drafts.keep('den', '');
    drafts.keep('hall', 'another');
    drafts.keep('hall', ' \n');
    expect(page('ann').of('den')).toBe('');
    expect([...items]).toEqual([]);
  });

  it('are their writer’s alone', () => {
    page('ann').keep('den', 'of ann');
    const others = page('bob');
    expect(others.of('den')).toBe('');
    others.keep('den', 'of bob');
    others.clear();
    expect(page('ann').of('den')).toBe('of ann');
  });

  it('are all gone after a log-out', () => {
    page('ann').keep('den', 'half a thought');
    page('ann').clear();
    expect([...items]).toEqual([]);
  });

  it('of two tabs do not overwrite each other', () => {
    const [one, other] = [page('ann'), page('ann')];
    one.keep('den', 'one');
    other.keep('hall', 'other');
    one.keep('cave', 'a third');
    expect(['den', 'hall', 'cave'].map((room) => page('ann').of(room))).toEqual(['one', 'other', 'a third']);
  });

  it('are kept of so many chats and no more', () => {
    const drafts = page('ann');
    for (let chat = 1; chat <= 101; chat += 1) drafts.keep(`chat ${chat}`, 'words');
    expect([drafts.of('chat 1'), drafts.of('chat 2')]).toEqual(['', 'words']);
  });

  it('are of chats only, whatever those are called', () => {
    expect(page('ann').of('constructor')).toBe('');
    page('ann').keep('__proto__', 'words');
    expect(page('ann').of('__proto__')).toBe('words');
  });

  it.each(['{', 'null', '7', '{"den":"words"}', '[["den",7],["den"],7]'])('survive %s', (text) => {
    items.set('snowfight.drafts.ann', text);
    expect(page('ann').of('den')).toBe('');
  });
});
