import { useId } from 'preact/hooks';
import type { DeviceKind, LocalMedia } from '../../calls/session';
import { callText } from '../../text/calls/index';

/** Which microphone, camera and speaker the call uses, as far as there is a choice. */
export function DevicePicker({ local }: { local: LocalMedia }) {
  const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  const { microphones, cameras, speakers } = local.devices.value;
  return (
    <>
      <Picker kind="microphone" devices={microphones} local={local} />
      <Picker kind="camera" devices={cameras} local={local} />
      {canChooseSpeaker && <Picker kind="speaker" devices={speakers} local={local} />}
    </>
  );
}

interface Props {
  kind: DeviceKind;
  devices: readonly MediaDeviceInfo[];
  local: LocalMedia;
}

function Picker({ kind, devices, local }: Props) {
  const id = useId();
  if (devices.length === 0) return null;
  const words = callText.settings;
  return (
    <div>
      <label for={id} class="mb-1 block font-bold">
        {words[kind]}
      </label>
      <select
        id={id}
        value={local.chosen[kind].value ?? ''}
        onChange={({ currentTarget: { value } }) => void local.chooseDevice(kind, value || null)}
        class="call-field"
      >
        <option value="">{words.standard}</option>
        {devices.map(({ deviceId, label }, i) => (
          <option key={deviceId} value={deviceId}>
            {label || words.unnamed({ n: String(i + 1) })}
          </option>
        ))}
      </select>
    </div>
  );
}
