/** The calls that go on, as the list of chats has them: what leads into one. */
import type { CallRing, CallState } from '../../wire/index';
import type { ChatList, ListedChat } from '../chats/chat-list';

/** As many calls are remembered, by what was told of each last. */
const REMEMBERED = 50;

/** What comes of a call into the list of chats: states may come twice, out of order, and after the call's end. */
export class ListedCalls {
  /** By call: the newest version that was told; what is over has none that is newer. */
  #versions = new Map<string, number>();
  /** By call: how far its chat had come when the call was first seen in the list. */
  #begun = new Map<string, number>();

  /** The list with what a frame tells of a call. */
  with(list: ChatList, frame: CallRing | CallState): ChatList {
    const version = versionOf(frame);
    if (version <= (this.#versions.get(frame.call) ?? 0)) return list;
    remember(this.#versions, frame.call, version);
    return list.map((chat) => (chat.name === frame.room ? withFrame(chat, frame) : chat));
  }

  /** The list without the calls of which the chat's own log says that they are over: not everybody is told otherwise. */
  withoutOver(list: ChatList): ChatList {
    const over = list.filter((chat) => this.#isOver(chat));
    return over.length > 0 ? list.map((chat) => (over.includes(chat) ? { ...chat, call: null } : chat)) : list;
  }

  #isOver({ call, last_seq, last_message }: ListedChat): boolean {
    if (!call) return false;
    if (this.#versions.get(call.call) === Number.POSITIVE_INFINITY) return true;
    const begun = this.#begun.get(call.call);
    if (begun === undefined) remember(this.#begun, call.call, last_seq);
    const isOver = Boolean(last_message?.call) && (last_message?.seq ?? 0) > (begun ?? last_seq);
    if (isOver) remember(this.#versions, call.call, Number.POSITIVE_INFINITY);
    return isOver;
  }
}

/** A ring is the first that is told of a call. */
function versionOf(frame: CallRing | CallState): number {
  if (frame.type === 'call_ring') return 0.5;
  return frame.state === 'over' ? Number.POSITIVE_INFINITY : frame.version;
}

function withFrame(chat: ListedChat, frame: CallRing | CallState): ListedChat {
  const { call } = frame;
  if (frame.type === 'call_ring') {
    const { username: started_by, video } = frame;
    return chat.call?.call === call
      ? chat
      : { ...chat, call: { call, state: 'ringing', video, started_by, version: 0 } };
  }
  const { state, version, started_by, participants } = frame;
  if (state === 'over') return chat.call?.call === call ? { ...chat, call: null } : chat;
  const video = participants.some((each) => each.video) || (chat.call?.call === call && chat.call.video);
  return { ...chat, call: { call, state, video, started_by, version } };
}

function remember(known: Map<string, number>, call: string, value: number): void {
  known.delete(call);
  known.set(call, value);
  for (const oldest of [...known.keys()].slice(0, -REMEMBERED)) known.delete(oldest);
}
