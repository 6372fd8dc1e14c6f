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
    drafts.keep('den', { text: 'half a' });
    drafts.keep('den', { text: ' half a thought ' });
    drafts.keep('hall', { text: 'another' });
    expect(page('ann').of('den').text).toBe(' half a thought ');
    expect(page('ann').of('hall').text).toBe('another');
    expect(page('ann').of('cave').text).toBe('');
  });

  it('are gone once they are sent or emptied', () => {
    const drafts = page('ann');
    drafts.keep('den', { text: 'half a thought' });
    drafts.keep('den', { text: '' });
    drafts.keep('hall', { text: 'another' });
    drafts.keep('hall', { text: ' \n' });
    expect(page('ann').of('den').text).toBe('');
    expect([...items]).toEqual([]);
  });

  it('are their writer’s alone', () => {
    page('ann').keep('den', { text: 'of ann' });
    const others = page('bob');
    expect(others.of('den').text).toBe('');
    others.keep('den', { text: 'of bob' });
    others.clear();
    expect(page('ann').of('den').text).toBe('of ann');
  });

  it('are all gone after a log-out', () => {
    page('ann').keep('den', { text: 'half a thought' });
    page('ann').clear();
    expect([...items]).toEqual([]);
  });

  it('of two tabs do not overwrite each other', () => {
    const [one, other] = [page('ann'), page('ann')];
    one.keep('den', { text: 'one' });
    other.keep('hall', { text: 'other' });
    one.keep('cave', { text: 'a third' });
    expect(['den', 'hall', 'cave'].map((room) => page('ann').of(room).text)).toEqual(['one', 'other', 'a third']);
  });

  it('are kept of so many chats and no more', () => {
    const drafts = page('ann');
    for (let chat = 1; chat <= 101; chat += 1) drafts.keep(`chat ${chat}`, { text: 'words' });
    expect([drafts.of('chat 1').text, drafts.of('chat 2').text]).toEqual(['', 'words']);
  });

  it('are of chats only, whatever those are called', () => {
    expect(page('ann').of('constructor').text).toBe('');
    page('ann').keep('__proto__', { text: 'words' });
    expect(page('ann').of('__proto__').text).toBe('words');
  });

  it.each(['{', 'null', '7', '{"den":"words"}', '[["den",7],["den"],7]'])('survive %s', (text) => {
    items.set('snowfight.drafts.ann', text);
    expect(page('ann').of('den').text).toBe('');
  });

  it('have the reply and the edit that they belong to', () => {
    const editing = { seq: 7, text: 'better', known: null };
    page('ann').keep('den', { reply_to: 3 });
    page('ann').keep('den', { text: 'half a thought' });
    page('ann').keep('den', { editing });
    expect(page('ann').of('den')).toEqual({ text: 'half a thought', reply_to: 3, editing });
    page('ann').sent('den');
    expect(page('ann').of('den')).toEqual({ text: '', reply_to: null, editing });
    page('ann').keep('den', { editing: null });
    expect([...items]).toEqual([]);
  });

  it('of an older version of the client are still there', () => {
    items.set('snowfight.drafts.ann', '[["den","half a thought"]]');
    expect(page('ann').of('den')).toEqual({ text: 'half a thought', reply_to: null, editing: null });
  });

  it('say when another tab has written, and only then', () => {
    const drafts = page('ann');
    drafts.heard('snowfight.drafts.bob');
    drafts.heard(null);
    expect(drafts.elsewhere.value).toBe(0);
    drafts.heard('snowfight.drafts.ann');
    expect(drafts.elsewhere.value).toBe(1);
  });
});
