import { Hand, Mic, MicOff, MonitorUp, MonitorX, Video, VideoOff } from 'lucide-preact';
import type { LocalMedia } from '../../calls/session';
import { callText } from '../../text/calls/index';

/** The microphone, the camera, the screen and the hand: what is on, and the way to the opposite. */

interface Props {
  local: LocalMedia;
}

export function MuteButton({ local }: Props) {
  const on = local.microphone.value;
  return (
    <Toggle
      label={on ? callText.control.mute : callText.control.unmute}
      shortcut="M"
      icon={on ? Mic : MicOff}
      off={!on}
      act={() => local.setMicrophone(!on)}
    />
  );
}

export function CameraButton({ local }: Props) {
  const on = local.camera.value;
  return (
    <Toggle
      label={on ? callText.control.cameraOff : callText.control.cameraOn}
      shortcut="V"
      icon={on ? Video : VideoOff}
      off={!on}
      act={() => local.setCamera(!on)}
    />
  );
}

export function ScreenButton({ local }: Props) {
  const on = local.screen.value;
  if (!local.canShare) return null;
  return (
    <Toggle
      label={on ? callText.control.unshare : callText.control.share}
      shortcut="S"
      icon={on ? MonitorX : MonitorUp}
      pressed={on}
      act={() => local.setScreen(!on)}
    />
  );
}

export function HandButton({ local }: Props) {
  const on = local.handRaised.value;
  return (
    <Toggle
      label={on ? callText.control.lower : callText.control.raise}
      shortcut="H"
      icon={Hand}
      pressed={on}
      act={() => local.raiseHand(!on)}
    />
  );
}

interface ToggleProps {
  label: string;
  shortcut: string;
  icon: typeof Mic;
  /** Something of the user's is off that others would have. */
  off?: boolean;
  /** Something is on that is not so usually. */
  pressed?: boolean;
  act(): void | Promise<void>;
}

/** The label says what a click does, so it is told once: no state beside it. */
function Toggle({ label, shortcut, icon: Icon, off = false, pressed = false, act }: ToggleProps) {
  const tip = `${label} (${shortcut})`;
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={tip}
      data-off={off || undefined}
      data-on={pressed || undefined}
      onClick={() => void act()}
      class="call-round"
    >
      <Icon size="1.375rem" aria-hidden />
    </button>
  );
}
