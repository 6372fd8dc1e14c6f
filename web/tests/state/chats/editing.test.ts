import { describe, expect, it, vi } from 'vitest';
import type { Chats } from '../../../src/state/chats/chats';
import { beginEditing, editLast, saveEdit } from '../../../src/state/chats/editing';
import { RoomState } from '../../../src/state/chats/room';
import type { OutgoingChange } from '../../../src/sync/outbox/outbox-entry';
import type { Message } from '../../../src/wire/index';
import { message } from '../../sync/messages';

const BOB = { username: 'bob', display_name: 'Bob', avatar_url: null, bot: false };

/** Ada's chat of these messages, as the server has them too. */
function chatOf(...messages: Message[]) {
  const room = new RoomState('den', () => Promise.reject(new Error('no members')));
  room.messages.value = messages;
  const changes = { edit: vi.fn(), load: vi.fn() };
  const find = (_: string, seq: number) => messages.find((each) => each.seq === seq);
  return { room, edit: changes.edit, chats: { me: 'ada', changes, client: { find } } as unknown as Chats };
}

describe('editing', () => {
  it('begins with the last own text that is left', () => {
    const mine = message(1);
    const others = [message(2, { author: BOB }), message(3, { body: null, deleted: '2026-01-01' })];
    const { room, chats } = chatOf(mine, ...others);
    expect(editLast(chats, room)).toBe(true);
    expect(room.editing.value).toEqual({ seq: 1, text: 'message 1', known: null });
  });

  it('finds nothing where nothing is left', () => {
    const { room, chats } = chatOf(message(1, { author: BOB }));
    expect(editLast(chats, room)).toBe(false);
    expect(room.editing.value).toBe(null);
  });

  it('tells the server which edit it began from', async () => {
    const { room, chats, edit } = chatOf(message(1, { edited: '2026-01-02' }));
    beginEditing(chats, room, message(1, { edited: '2026-01-02' }));
    await saveEdit(chats, room, 'better');
    expect(edit).toHaveBeenCalledWith('den', 1, 'better', '2026-01-02');
    expect(room.editing.value).toBe(null);
  });

  it('leaves that open where an own edit was still on its way: its time is not known yet', () => {
    const { room, chats } = chatOf(message(1));
    const frame = { type: 'edit', room: 'den', seq: 1, client_id: 'c', body: 'x' } as const;
    room.changes.value = [{ frame, state: 'sending', created: 1, reason: null, rev: 0, tried: true } as OutgoingChange];
    beginEditing(chats, room, message(1, { body: 'x' }));
    expect(room.editing.value).toEqual({ seq: 1, text: 'x', known: undefined });
  });

  it('sends nothing where the text is as it was', async () => {
    const { room, chats, edit } = chatOf(message(1));
    beginEditing(chats, room, message(1));
    await saveEdit(chats, room, 'message 1');
    expect(edit).not.toHaveBeenCalled();
  });
});
