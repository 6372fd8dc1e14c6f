import { computed, signal } from '@preact/signals';
import { SCREEN_FRAME_RATE } from '../peers/bandwidth';
import type { CallBrowser } from '../ports';

/** What the user shares of their screen, perhaps with sound. */
export class ScreenShare {
  readonly #stream = signal<MediaStream | null>(null);
  readonly pictures = computed(() => this.#stream.value?.getVideoTracks()[0] ?? null);
  readonly sound = computed(() => this.#stream.value?.getAudioTracks()[0] ?? null);
  #closed = false;

  constructor(private readonly media: Pick<CallBrowser['media'], 'getDisplayMedia'>) {}

  /** Asks the user what to share. What they call off is nothing. */
  async start(): Promise<void> {
    if (this.#closed || this.#stream.peek()) return;
    try {
      this.#adopt(await this.media.getDisplayMedia({ video: { frameRate: { max: SCREEN_FRAME_RATE } }, audio: true }));
    } catch {
      // Called off, or not allowed: the browser has said so itself.
    }
  }

  stop(): void {
    for (const track of this.#stream.peek()?.getTracks() ?? []) track.stop();
    this.#stream.value = null;
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }

  #adopt(stream: MediaStream): void {
    const [pictures] = stream.getVideoTracks();
    if (this.#closed || this.#stream.peek() || !pictures) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    // Letters are to be read, rather than moves to be smooth.
    pictures.contentHint = 'detail';
    // The browser's own button.
    pictures.addEventListener('ended', () => this.#stream.peek() === stream && this.stop(), { once: true });
    this.#stream.value = stream;
  }
}
