import { useEffect, useState } from 'preact/hooks';
import type { Press } from '../../voice/press';
import type { Recording } from '../../voice/recording';

/** A press that is over sooner, in milliseconds, was a tap: recording goes on by itself. */
const TAP = 400;
/** Slid away so far, in pixels, letting go cancels. */
const AWAY = 80;

/** Whether the button is still held, and where: `away` of it, letting go is `cancel`, else it ends the recording. */
export function useHold(press: Press, recording: Recording, cancel: () => void): 'free' | 'held' | 'away' {
  const [hold, setHold] = useState<'free' | 'held' | 'away'>(press.held ? 'held' : 'free');

  useEffect(() => {
    if (!press.held) return setHold('free');
    const stop = new AbortController();
    const on = (type: 'pointermove' | 'pointerup' | 'pointercancel', listener: (event: PointerEvent) => void) =>
      window.addEventListener(type, listener, { signal: stop.signal });
    const isAway = ({ clientX, clientY }: PointerEvent) => Math.hypot(clientX - press.x, clientY - press.y) > AWAY;
    const end = () => {
      press.held = false;
      setHold('free');
      stop.abort();
    };
    on('pointermove', (event) => setHold(isAway(event) ? 'away' : 'held'));
    on('pointercancel', end);
    on('pointerup', (event) => {
      end();
      if (isAway(event)) cancel();
      // Who was asked for the microphone meanwhile had to let go.
      else if (event.timeStamp - press.at > TAP && recording.phase.value === 'recording') void recording.stop();
    });
    return () => stop.abort();
  }, []);

  return hold;
}
