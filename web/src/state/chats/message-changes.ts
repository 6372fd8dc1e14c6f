import type { Api } from '../../api/index';
import type { ChatClient } from '../../sync/client';
import type { OutgoingChanges } from '../../sync/outbox/outgoing-changes';
import type { Ports } from '../../sync/ports';
import { persist, Retry } from '../../sync/retry';
import type { Message } from '../../wire/index';
import type { RoomState } from './room';

type World = Pick<Ports, 'clock' | 'random' | 'signals' | 'uuid'>;

/** What the user changes of messages, and what of them is pinned. The code for it comes when it is first used. */
export class MessageChanges {
  #outgoing: Promise<OutgoingChanges> | undefined;

  constructor(
    private readonly me: string,
    private readonly client: ChatClient,
    private readonly api: Pick<Api, 'pins'>,
    private readonly world: World,
  ) {}

  /**
   * A new text. `known`: when the message had last been edited as its author began to edit it, null for never; unless
   * given, as it is now.
   */
  async edit(room: string, seq: number, body: string, known?: string | null): Promise<void> {
    (await this.load()).edit(room, seq, body, known);
  }

  /** For everybody and for good. */
  async remove(room: string, seq: number): Promise<void> {
    (await this.load()).remove(room, seq);
  }

  async react(room: string, seq: number, emoji: string, on: boolean): Promise<void> {
    (await this.load()).react(room, seq, emoji, on);
  }

  async pin(room: string, seq: number, on: boolean): Promise<void> {
    (await this.load()).pin(room, seq, on);
  }

  /** From now on what is on its way shows. */
  load(): Promise<OutgoingChanges> {
    this.#outgoing ??= this.#load();
    return this.#outgoing;
  }

  /** Messages of a room are in another state: its pins follow, from the first that is heard of while it is open. */
  heard(room: RoomState, messages: readonly Message[]): void {
    room.pinList?.take(messages);
    const first = !room.pinList && this.client.room(room.name)?.wanted && messages.some(({ pinned }) => pinned);
    if (first) void this.followPins(room);
  }

  /** Lists a room's pins, and follows them: `room.pins`. */
  async followPins(room: RoomState): Promise<void> {
    const { Pins } = await persist(this.world, () => import('./pins'));
    const list = () => this.api.pins(room.name);
    room.pinList ??= new Pins(room.pins, list, (again) => new Retry(this.world, again));
    await room.pinList.load();
  }

  async #load(): Promise<OutgoingChanges> {
    const { OutgoingChanges } = await persist(this.world, () => import('../../sync/outbox/outgoing-changes'));
    const outgoing = new OutgoingChanges(this.me, this.client, this.world.uuid);
    this.client.show(outgoing);
    return outgoing;
  }
}
