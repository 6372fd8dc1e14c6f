import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CallFrame, CallSession, Calls } from '../../calls/session';
import type { Clock } from '../../sync/ports';
import type { ChatList } from '../chats/chat-list';
import { ListedCalls } from './listed-calls';
import type { CallPeople } from './people';
import { pushToTalk } from './push-to-talk';
import { type Ring, Ringing } from './ringing';

/** What a user wants of a call; `call` where there is one already. */
export interface Wish {
  room: string;
  call?: string;
  video: boolean;
}

export interface CenterPorts {
  me: string;
  people: CallPeople;
  clock: Clock;
  list: ReadonlySignal<ChatList | null>;
  changeList(change: (list: ChatList) => ChatList): void;
  /** Brings what makes calls; rejects where its code does not come. */
  engine(): Promise<Calls>;
}

/** Ends that say nothing that the user has to deal with go by themselves, after so many milliseconds. */
const SHOWN = 5_000;
const FLEETING: readonly string[] = ['ended', 'cancelled', 'elsewhere'];

/** Who is left behind in a private call leaves it after so many milliseconds: the other may only have lost the page. */
const LEFT_BEHIND = 10_000;

/** All that a page knows of calls: which ring, which go on in the user's chats, and the one that the page is in. */
export class CallCenter {
  readonly ringing: Ringing;
  /** The call's view covers the page; else it is a bar. */
  readonly open = signal(false);
  /** The code for calls did not come. */
  readonly unreachable = signal(false);
  /** What was asked for last. */
  readonly wish = signal<Wish | null>(null);
  readonly #calls = signal<Calls | null>(null);
  /** The call that the page is in, until its end was shown. */
  readonly session = computed<CallSession | null>(() => this.#calls.value?.session.value ?? null);
  readonly #listed = new ListedCalls();
  readonly #unfollow: (() => void)[];
  #cancelTimer = () => {};
  #cancelLeaving = () => {};

  constructor(private readonly ports: CenterPorts) {
    this.ringing = new Ringing(ports.me, ports.clock);
    this.#unfollow = [
      effect(() => this.#followList()),
      effect(() => this.#followEnd()),
      effect(() => this.#followOthers()),
    ];
  }

  get people(): CallPeople {
    return this.ports.people;
  }

  /** What makes calls, once it is here. */
  get calls(): ReadonlySignal<Calls | null> {
    return this.#calls;
  }

  hear(frame: CallFrame): void {
    if (frame.type === 'call_ring') this.ringing.rang(frame);
    if (frame.type === 'call_state') this.ringing.told(frame);
    if (frame.type === 'call_ring' || frame.type === 'call_state')
      this.ports.changeList((list) => this.#listed.with(list, frame));
    this.#calls.value?.hear(frame);
  }

  /** Calls a chat, or joins the call that is there. */
  start(room: string, video: boolean): Promise<void> {
    return this.#begin({ room, video });
  }

  /** Answers one that rings, or joins one that goes on. */
  accept({ room, call }: Pick<Ring, 'room' | 'call'>, video: boolean): Promise<void> {
    this.ringing.end(call);
    return this.#begin({ room, call, video });
  }

  /** What was asked for last, once more; `leave`: and leaves the call that the user is in elsewhere. */
  again(leave = false): Promise<void> {
    const wish = this.wish.value;
    if (!wish) return Promise.resolve();
    // A call that is over cannot be accepted again.
    return this.#begin(leave ? wish : { room: wish.room, video: wish.video }, leave);
  }

  /** What was asked for last, once more, through no relay from now on. */
  withoutRelay(): Promise<void> {
    this.#calls.value?.setRelayOnly(false);
    return this.again();
  }

  /** Brings what makes calls, so that it can be set up. */
  async prepare(): Promise<void> {
    this.#calls.value ??= await this.ports.engine().catch(() => null);
  }

  async decline(ring: Ring): Promise<void> {
    this.ringing.end(ring.call);
    const calls = await this.#bring();
    calls?.decline(ring);
  }

  /** Leaves the call that the page is in, or puts away how it ended. */
  close(): void {
    this.session.value?.leave();
    this.open.value = false;
    this.unreachable.value = false;
    this.#calls.value?.dismiss();
  }

  stop(): void {
    this.#cancelTimer();
    this.#cancelLeaving();
    for (const unfollow of this.#unfollow) unfollow();
    this.ringing.stop();
    this.#calls.value?.stop();
  }

  async #begin(wish: Wish, leave = false): Promise<void> {
    const { room, call, video } = wish;
    this.wish.value = wish;
    const calls = await this.#bring();
    if (!calls) return;
    const session =
      call === undefined ? calls.startCall(room, video, { leave }) : calls.acceptCall({ room, call }, video, { leave });
    if (pushToTalk.value) void session.local.setMicrophone(false);
    this.open.value = true;
  }

  async #bring(): Promise<Calls | null> {
    try {
      this.#calls.value ??= await this.ports.engine();
      this.unreachable.value = false;
    } catch {
      this.unreachable.value = true;
    }
    return this.#calls.value;
  }

  #followList(): void {
    const list = this.ports.list.value;
    if (list && this.#listed.withoutOver(list) !== list)
      this.ports.changeList((current) => this.#listed.withoutOver(current));
  }

  /** A private call goes on for nobody alone. */
  #followOthers(): void {
    this.#cancelLeaving();
    this.#cancelLeaving = () => {};
    const session = this.session.value;
    const state = session?.state.value;
    if (!session || session.end.value || state?.state !== 'live' || state.participants.length > 1) return;
    const chat = this.ports.list.peek()?.find(({ name }) => name === session.room);
    if (chat?.kind === 'private') this.#cancelLeaving = this.ports.clock.after(LEFT_BEHIND, () => session.leave());
  }

  /** Shows how the call ended: not where the user left it, and briefly where nothing is left to do. */
  #followEnd(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    const end = this.session.value?.end.value;
    if (!end) return;
    const dismiss = () => this.#calls.peek()?.dismiss();
    this.open.value = false;
    if (end.by === 'left') return dismiss();
    if (FLEETING.includes(end.by === 'call' ? end.reason : end.by))
      this.#cancelTimer = this.ports.clock.after(SHOWN, dismiss);
  }
}
