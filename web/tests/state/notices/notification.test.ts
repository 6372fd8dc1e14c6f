import { afterEach, expect, it, vi } from 'vitest';
import { notifier } from '../../../src/state/notices/notification';
import { t } from '../../../src/text/index';
import { summaryOf } from '../../../src/text/summary';
import type { Message } from '../../../src/wire/index';

const message = (fields: Partial<Message>) =>
  ({ author: { username: 'bob', display_name: 'Bob' }, body: null, file: null, deleted: null, ...fields }) as Message;

afterEach(() => vi.unstubAllGlobals());

it('tells in a notification what a message says, and not what it hides', async () => {
  const notifications: unknown[] = [];
  const registration = {
    showNotification: async (title: string, { body }: NotificationOptions) => void notifications.push([title, body]),
  };
  vi.stubGlobal('Notification', { permission: 'granted' });
  vi.stubGlobal('window', { Notification });
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => registration } });

  await notifier.show({ room: 'den', message: message({ body: '> it **was**\n||the butler||' }) });
  await notifier.show({ room: 'den', message: message({ file: { filename: 'a*b*.txt' } as Message['file'] }) });

  expect(notifications).toEqual([
    ['Bob', 'it was ▒▒▒'],
    ['Bob', t.alerts.file({ name: 'a*b*.txt' })],
  ]);
});

it('sums a message up in one line', () => {
  expect(summaryOf(message({ body: '**a**\n||b||' }), 'hidden')).toBe('a hidden');
  expect(summaryOf(message({ file: { filename: 'a.txt' } as Message['file'] }))).toBe('a.txt');
  expect(summaryOf(message({ body: 'a', deleted: '2026-01-01T00:00:00.000Z' }))).toBe(t.chat.deleted);
});
