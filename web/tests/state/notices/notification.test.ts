import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeUpTo, hasShown, show } from '../../../src/state/notices/notification';
import type { NoticeData, NoticeOptions } from '../../../src/state/notices/worker-protocol';
import { t } from '../../../src/text/index';
import { summaryOf } from '../../../src/text/summary';
import type { Message } from '../../../src/wire/index';

const author = { username: 'bob', display_name: 'Bob', avatar_url: 'https://files.example.org/bob.png' };
const message = (fields: Partial<Message>) =>
  ({ seq: 1, author, body: null, file: null, deleted: null, ...fields }) as Message;

type Shown = NoticeOptions & { title: string; data: NoticeData; close(): void };
let shown: Shown[];

beforeEach(() => {
  shown = [];
  const registration = {
    async showNotification(title: string, options: NoticeOptions) {
      const each = { ...options, title, close: () => (shown = shown.filter((other) => other !== each)) } as Shown;
      shown = [...shown.filter(({ tag }) => tag !== each.tag), each];
    },
    getNotifications: async ({ tag }: { tag?: string }) =>
      shown.filter((each) => tag === undefined || each.tag === tag),
  };
  vi.stubGlobal('Notification', { permission: 'granted' });
  vi.stubGlobal('window', { Notification });
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => registration } });
});

afterEach(() => vi.unstubAllGlobals());

it('tells in a notification what a message says, and not what it hides', async () => {
  await show({ room: 'den', message: message({ body: '> it **was**\n||the butler||' }) });
  await show({ room: 'attic', message: message({ file: { filename: 'a*b*.txt' } as Message['file'] }) });
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ['Bob', 'it was ▒▒▒'],
    ['Bob', t.alerts.file({ name: 'a*b*.txt' })],
  ]);
});

it('has the author’s picture, leads to the message, and can be marked as read', async () => {
  await show({ room: 'den', message: message({ seq: 7, body: 'hello' }) });
  expect(shown).toMatchObject([
    {
      tag: 'den',
      icon: author.avatar_url,
      data: { url: '/chat/den/7', room: 'den', seq: 7 },
      actions: [{ action: 'read', title: 'Mark as read' }],
    },
  ]);
});

it('shows nothing that was pushed already, and says what it has shown', async () => {
  await show({ room: 'cellar', message: message({ seq: 7, body: 'as pushed' }) });
  await show({ room: 'cellar', message: message({ seq: 6, body: 'older' }) });
  await show({ room: 'cellar', message: message({ seq: 7, body: 'again' }) });
  expect(shown.map(({ body }) => body)).toEqual(['as pushed']);
  expect([hasShown('cellar', 7), hasShown('cellar', 8), hasShown('cellar', null), hasShown('roof', 1)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it('takes back what was read, of one chat or of all', async () => {
  for (const room of ['den', 'attic', 'roof']) await show({ room, message: message({ seq: 9, body: 'hello' }) });
  await closeUpTo('den', 8);
  await closeUpTo('attic', 9);
  expect(shown.map(({ tag }) => tag)).toEqual(['den', 'roof']);
  await closeUpTo();
  expect(shown).toEqual([]);
});

it('sums a message up in one line', () => {
  expect(summaryOf(message({ body: '**a**\n||b||' }), 'hidden')).toBe('a hidden');
  expect(summaryOf(message({ file: { filename: 'a.txt' } as Message['file'] }))).toBe('a.txt');
  const voice = { filename: 'voice-message-2026-11-29-18-03-59.webm', duration: 72.4 } as Message['file'];
  expect(summaryOf(message({ file: voice }))).toBe('Voice message 1:12');
  expect(summaryOf(message({ body: 'a', deleted: '2026-01-01T00:00:00.000Z' }))).toBe(t.chat.deleted);
});
