/** The sync core's world, as a browser has it. */
import type { Attention, Clock, Signal, Signals, Socket, SocketEvents } from '../../sync/ports';

export const clock: Clock = {
  now: Date.now,
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

const TICK = 20_000;
/** Hidden tabs tick once a minute; a longer gap means that the machine slept. */
const SLEPT = 90_000;

export const signals: Signals = {
  online: () => navigator.onLine,
  listen(fn) {
    const stop = new AbortController();
    const on = (target: EventTarget, type: string, report: () => Signal | undefined) => {
      const listener = () => {
        const signal = report();
        if (signal) fn(signal);
      };
      target.addEventListener(type, listener, { signal: stop.signal });
    };
    on(window, 'online', () => 'online');
    on(window, 'offline', () => 'offline');
    on(window, 'pageshow', () => 'visible');
    on(window, 'focus', () => 'visible');
    on(document, 'visibilitychange', () => (document.hidden ? undefined : 'visible'));
    let last = Date.now();
    const ticking = setInterval(() => {
      const now = Date.now();
      if (now - last > SLEPT) fn('woke');
      last = now;
    }, TICK);
    return () => {
      stop.abort();
      clearInterval(ticking);
    };
  },
};

/** What every retry needs of the world. */
export const world = { clock, signals, random: Math.random };

const USES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focusin', 'input'];

export const attention: Attention = {
  visible: () => !document.hidden,
  listen(fn) {
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true, capture: true };
    document.addEventListener('visibilitychange', () => fn(document.hidden ? 'hidden' : 'visible'), options);
    window.addEventListener('pagehide', () => fn('hidden'), options);
    for (const use of USES) document.addEventListener(use, () => fn('used'), options);
    return () => stop.abort();
  },
};

export function dial(ticket: string, events: SocketEvents): Socket {
  const socket = new WebSocket(`/ws?ticket=${encodeURIComponent(ticket)}`);
  socket.onopen = () => events.open();
  socket.onmessage = ({ data }) => events.frame(String(data));
  socket.onclose = () => events.closed();
  return { send: (text) => socket.send(text), close: () => socket.close() };
}
