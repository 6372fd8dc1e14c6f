import { useEffect, useRef } from 'preact/hooks';
import type { LocalMedia } from '../../calls/session';
import { pushToTalk } from '../../state/calls/push-to-talk';

/** Where keys are letters. */
const FIELDS = 'input, textarea, select';

/** The keys of the call's view: M, V, S, H, and the space bar to be heard while it is held, where the user wants that. */
export function useCallKeys(local: LocalMedia): void {
  const talking = useRef(false);

  useEffect(() => {
    const act = (key: string): boolean => {
      if (key === 'm') void local.setMicrophone(!local.microphone.value);
      else if (key === 'v') void local.setCamera(!local.camera.value);
      else if (key === 's' && local.canShare) void local.setScreen(!local.screen.value);
      else if (key === 'h') local.raiseHand(!local.handRaised.value);
      else return false;
      return true;
    };
    const talk = (pressed: boolean) => {
      if (talking.current === pressed) return;
      talking.current = pressed;
      local.pushToTalk(pressed);
    };
    const isTalk = (event: KeyboardEvent) => event.key === ' ' && pushToTalk.value && !isWriting(event);
    const down = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
      if (isTalk(event)) talk(true);
      else if (event.repeat || !act(event.key.toLowerCase())) return;
      event.preventDefault();
    };
    const up = (event: KeyboardEvent) => {
      if (event.key !== ' ' || !talking.current) return;
      // Else a button that has the focus would take it for a click.
      event.preventDefault();
      talk(false);
    };
    const away = () => talk(false);
    document.addEventListener('keydown', down);
    document.addEventListener('keyup', up);
    window.addEventListener('blur', away);
    return () => {
      away();
      document.removeEventListener('keydown', down);
      document.removeEventListener('keyup', up);
      window.removeEventListener('blur', away);
    };
  }, [local]);
}

const isWriting = ({ target }: KeyboardEvent): boolean => target instanceof Element && target.matches(FIELDS);
