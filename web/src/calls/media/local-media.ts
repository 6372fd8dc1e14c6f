import { computed, signal } from '@preact/signals';
import { pictureFor } from '../peers/bandwidth';
import type { Tracks } from '../peers/roles';
import { Speaking } from '../peers/speaking';
import type { Flags } from '../peers/state-channel';
import type { CallPorts } from '../ports';
import type { DeviceKind, LocalMedia } from '../session';
import { captureTrack, pictureOf, voiceOf } from './capture';
import { DeviceList } from './devices';
import { ScreenShare } from './screen';
import { type Open, Source } from './source';

/** The user's own microphone, camera and screen in a call. */
export class OwnMedia implements LocalMedia {
  readonly #devices: DeviceList;
  readonly #microphone: Source;
  readonly #camera: Source;
  readonly #screen: ScreenShare;
  readonly #voice: Speaking;
  readonly #others = signal(1);
  readonly #full = signal(false);
  readonly handRaised = signal(false);
  readonly canShare: boolean;
  /** Whether the microphone was on before the key was pressed; null while none is. */
  #before: boolean | null = null;

  constructor(private readonly ports: Pick<CallPorts, 'browser' | 'storage' | 'clock'>) {
    const { media, canShare } = ports.browser;
    this.#devices = new DeviceList(ports);
    this.#microphone = new Source(() => captureTrack(media, { audio: this.#audio }), true);
    this.#camera = new Source(() => captureTrack(media, { video: this.#video }), false);
    this.#screen = new ScreenShare(media);
    this.#voice = new Speaking(ports.clock);
    this.canShare = canShare;
  }

  readonly microphone = computed(() => this.#microphone.on.value);
  readonly camera = computed(() => this.#camera.on.value);
  readonly screen = computed(() => this.#screen.pictures.value !== null);
  readonly speaking = computed(() => this.microphone.value && this.#voice.speaking.value);
  readonly pictures = computed(() => this.#streamOf(this.#camera.sent.value));
  readonly screenStream = computed(() => this.#streamOf(this.#screen.pictures.value));
  readonly problem = computed(() => {
    if (this.#full.value) return 'full';
    return this.#microphone.problem.value ?? this.#camera.problem.value;
  });
  /** What goes to every other participant. */
  readonly tracks = computed<Tracks>(() => ({
    microphone: this.#microphone.sent.value,
    camera: this.#camera.sent.value,
    screen: this.#screen.pictures.value,
    screenSound: this.#screen.sound.value,
  }));
  /** What every other participant is told. */
  readonly flags = computed<Flags>(() => ({
    muted: !this.microphone.value,
    camera: this.#camera.sent.value !== null,
    screen: this.screen.value,
    hand: this.handRaised.value,
  }));

  get devices() {
    return this.#devices.devices;
  }

  get chosen() {
    return this.#devices.chosen;
  }

  /** Opens the microphone, and the camera with it: then the browser asks for both at once. */
  async start(video: boolean): Promise<void> {
    const { media } = this.ports.browser;
    if (!video) await this.setMicrophone(true);
    else {
      const both = media.getUserMedia({ audio: this.#audio, video: this.#video });
      // Where one of them is missing or refused, the other may do.
      const part = (pick: (stream: MediaStream) => MediaStreamTrack[], alone: Open) => async () => {
        const [track] = await both.then(pick, () => []);
        return track ?? alone();
      };
      const voice = part((stream) => stream.getAudioTracks(), this.#microphone.open);
      const pictures = part((stream) => stream.getVideoTracks(), this.#camera.open);
      await Promise.all([this.#microphone.set(true, voice), this.#camera.set(true, pictures)]);
    }
    void this.#devices.refresh();
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.#microphone.set(on);
  }

  async setCamera(on: boolean): Promise<void> {
    this.#full.value = false;
    await this.#camera.set(on);
    void this.#devices.refresh();
  }

  /** So many have a call with video that no camera more may be on. */
  cameraRefused(): void {
    void this.#camera.set(false);
    this.#full.value = true;
  }

  async setScreen(on: boolean): Promise<void> {
    if (on) await this.#screen.start();
    else this.#screen.stop();
  }

  raiseHand(on: boolean): void {
    this.handRaised.value = on;
  }

  pushToTalk(pressed: boolean): void {
    if (pressed === (this.#before !== null)) return;
    const before = this.#before;
    this.#before = pressed ? this.microphone.peek() : null;
    void this.setMicrophone(pressed || before === true);
  }

  async chooseDevice(kind: DeviceKind, id: string | null): Promise<void> {
    this.#devices.choose(kind, id);
    if (kind === 'microphone') await this.#microphone.renew();
    if (kind === 'camera') await this.#camera.renew();
  }

  /** So many others see the camera's pictures: the more, the smaller. */
  shownTo(others: number): void {
    if (this.#others.peek() === others) return;
    this.#others.value = others;
    void this.#camera.constrain(this.#video);
  }

  /** The microphone is so loud now, of 1. */
  heard(level: number): void {
    this.#voice.heard(level);
  }

  close(): void {
    for (const part of [this.#microphone, this.#camera, this.#screen, this.#devices]) part.close();
  }

  get #audio(): MediaTrackConstraints {
    return voiceOf(this.chosen.microphone.peek());
  }

  get #video(): MediaTrackConstraints {
    return pictureOf(this.chosen.camera.peek(), pictureFor(this.#others.peek()));
  }

  #streamOf(track: MediaStreamTrack | null): MediaStream | null {
    if (!track) return null;
    const stream = this.ports.browser.stream();
    stream.addTrack(track);
    return stream;
  }
}
