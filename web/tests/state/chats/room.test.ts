import { expect, it } from 'vitest';
import { RoomState } from '../../../src/state/chats/room';
import type { Chat } from '../../../src/wire/index';
import { run } from '../../sync/messages';

const nobody = async () => ({ members: [], cursor: null });
const chat = (unread: number, read_seq: number) => ({ unread, read_seq }) as Chat;

it('knows how far a reader had read when they came, from the first that tells', () => {
  const room = new RoomState('den', nobody);
  room.entered();
  room.met(chat(3, 7));
  room.met(chat(0, 10));
  expect(room.knownTo.value).toBe(7);
  room.entered();
  room.met(chat(0, 10));
  expect(room.knownTo.value).toBeNull();
});

it('holds for new what is said while the reader looks away', () => {
  const room = new RoomState('den', nobody);
  room.lookedAway();
  expect(room.knownTo.value).toBeNull();
  room.messages.value = run(1, 4);
  room.lookedAway();
  expect(room.knownTo.value).toBe(4);
});
