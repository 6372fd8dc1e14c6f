import { type ReadonlySignal, signal } from '@preact/signals';
import type { CallPorts } from '../ports';
import type { DeviceKind, Devices } from '../session';

const nameOf = (kind: DeviceKind) => `snowfight.call.${kind}`;

/** The machine's microphones, cameras and speakers, and which of them the user chose in this browser. */
export class DeviceList {
  readonly devices = signal<Devices>({ microphones: [], cameras: [], speakers: [] });
  readonly #chosen: Record<DeviceKind, ReturnType<typeof signal<string | null>>>;
  readonly #follow = () => void this.refresh();

  constructor(private readonly ports: Pick<CallPorts, 'browser' | 'storage'>) {
    const kept = (kind: DeviceKind) => signal<string | null>(ports.storage.get(nameOf(kind)) || null);
    this.#chosen = { microphone: kept('microphone'), camera: kept('camera'), speaker: kept('speaker') };
    ports.browser.media.addEventListener('devicechange', this.#follow);
    void this.refresh();
  }

  get chosen(): Readonly<Record<DeviceKind, ReadonlySignal<string | null>>> {
    return this.#chosen as Record<DeviceKind, ReadonlySignal<string | null>>;
  }

  choose(kind: DeviceKind, id: string | null): void {
    this.#chosen[kind].value = id;
    this.ports.storage.set(nameOf(kind), id ?? '');
  }

  /** Looks what there is: names are told once the browser has allowed one. */
  async refresh(): Promise<void> {
    const all = await this.ports.browser.media.enumerateDevices().catch(() => []);
    const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== '');
    this.devices.value = {
      microphones: of('audioinput'),
      cameras: of('videoinput'),
      speakers: of('audiooutput'),
    };
  }

  close(): void {
    this.ports.browser.media.removeEventListener('devicechange', this.#follow);
  }
}
