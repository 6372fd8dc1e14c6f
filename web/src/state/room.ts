import { signal } from '@preact/signals';
import type { Outgoing } from '../sync/outbox';
import type { Phase } from '../sync/room';
import type { Chat, Member, Message } from '../wire';

/** What the page shows of one chat. */
export class RoomState {
  readonly chat = signal<Chat | null>(null);
  readonly members = signal<readonly Member[]>([]);
  readonly messages = signal<readonly Message[]>([]);
  readonly unsent = signal<readonly Outgoing[]>([]);
  readonly phase = signal<Phase>('opening');
  /** 403: an open group that the user is no member of; 404: none; 0: all is well. */
  readonly goneWith = signal(0);
  readonly hasOlder = signal(false);
  readonly older = signal<'idle' | 'loading' | 'failed'>('idle');
  /** How many users have the chat open; null until told. */
  readonly online = signal<number | null>(null);

  constructor(readonly name: string) {}
}
