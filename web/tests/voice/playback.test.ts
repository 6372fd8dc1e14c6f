import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import { type AudioElement, Playback, type Track } from '../../src/voice/playback';

/** An `<audio>` whose time passes when it is told to. */
class FakeAudio {
  src = '';
  currentTime = 0;
  duration = Number.POSITIVE_INFINITY;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  paused = true;
  refuses: string | null = null;
  onplaying: () => void = () => undefined;
  onpause: () => void = () => undefined;
  onended: () => void = () => undefined;
  onerror: () => void = () => undefined;
  ontimeupdate: () => void = () => undefined;
  onloadedmetadata: () => void = () => undefined;
  #loaded = '';

  async play() {
    if (this.refuses) throw Object.assign(new Error(), { name: this.refuses });
    if (this.#loaded !== this.src) {
      this.#loaded = this.src;
      this.currentTime = 0;
      this.onloadedmetadata();
    }
    this.paused = false;
    this.onplaying();
  }

  pause() {
    if (this.paused) return;
    this.paused = true;
    this.onpause();
  }

  at(seconds: number) {
    this.currentTime = seconds;
    this.ontimeupdate();
  }

  end() {
    this.paused = true;
    this.onpause();
    this.onended();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('playback', () => {
  let audio: FakeAudio;
  let playback: Playback;

  beforeEach(() => {
    audio = new FakeAudio();
    playback = new Playback(audio as unknown as AudioElement);
  });

  const track = (key: string, more: Partial<Track> = {}): Track => ({ key, address: async () => `of ${key}`, ...more });

  it('asks for nothing before it is played, then tells how far it is', async () => {
    const one = track('one');
    expect(audio.src).toBe('');
    playback.toggle(one);
    expect(playback.state.value).toBe('loading');
    await settled();
    expect([audio.src, playback.heard.value]).toEqual(['of one', 'one']);
    audio.at(3);
    expect(playback.position('one')).toBe(3);
    playback.toggle(one);
    expect([audio.paused, playback.heard.value]).toEqual([true, null]);
    playback.toggle(one);
    await settled();
    expect([audio.paused, audio.currentTime]).toEqual([false, 3]);
  });

  it('plays one at a time, and goes on where each was left', async () => {
    playback.toggle(track('one'));
    await settled();
    audio.at(3);
    playback.toggle(track('two'));
    await settled();
    expect([playback.heard.value, audio.src, audio.currentTime]).toEqual(['two', 'of two', 0]);
    audio.at(1);
    playback.toggle(track('one'));
    await settled();
    expect([audio.currentTime, playback.position('two')]).toEqual([3, 1]);
  });

  it('plays what comes next, and begins again with what is over', async () => {
    playback.toggle(track('one', { next: () => track('two', { next: () => null }) }));
    await settled();
    audio.at(5);
    audio.end();
    await settled();
    expect([playback.heard.value, playback.position('one')]).toEqual(['two', 0]);
    audio.end();
    await settled();
    expect(playback.heard.value).toBeNull();
  });

  it('goes to a moment, now or as soon as it is played', async () => {
    playback.seek('one', 4);
    expect(audio.currentTime).toBe(0);
    playback.toggle(track('one'));
    await settled();
    expect(audio.currentTime).toBe(4);
    playback.seek('one', 2);
    expect([audio.currentTime, playback.position('one')]).toEqual([2, 2]);
  });

  it('keeps its speed for whatever comes next', async () => {
    playback.faster();
    playback.toggle(track('one'));
    await settled();
    expect([audio.playbackRate, audio.defaultPlaybackRate]).toEqual([1.5, 1.5]);
    playback.faster();
    expect(audio.playbackRate).toBe(2);
    playback.faster();
    expect(audio.playbackRate).toBe(1);
  });

  it('does not play what comes when something else is wanted', async () => {
    let come: (address: string) => void = () => undefined;
    const slow = track('slow', { address: () => new Promise((resolve) => (come = resolve)) });
    playback.toggle(slow);
    playback.toggle(track('quick'));
    come('of slow');
    await settled();
    expect([audio.src, playback.heard.value]).toEqual(['of quick', 'quick']);
    // paused on its way, it waits for the next click
    playback.toggle(slow);
    playback.toggle(slow);
    come('of slow');
    await settled();
    expect([audio.paused, playback.heard.value]).toEqual([true, null]);
    playback.toggle(slow);
    await settled();
    expect([audio.src, audio.paused]).toEqual(['of slow', false]);
  });

  it('asks for another link when one has ended, once, and goes on from there', async () => {
    let asked = 0;
    const one = track('one', { address: async () => `link ${++asked}` });
    playback.toggle(one);
    await settled();
    audio.at(7);
    audio.onerror();
    await settled();
    expect([audio.src, audio.currentTime, playback.heard.value]).toEqual(['link 2', 7, 'one']);
    audio.refuses = 'AbortError';
    audio.onerror();
    audio.onerror();
    await settled();
    expect([playback.state.value, playback.fault.value]).toEqual(['failed', 'lost']);
    // and the reader may ask again
    audio.refuses = null;
    playback.toggle(one);
    await settled();
    expect(playback.state.value).toBe('playing');
  });

  it('says why there is nothing to be heard', async () => {
    playback.toggle(track('gone', { address: () => Promise.reject(new ApiError(404, 'no_file')) }));
    await settled();
    expect([playback.state.value, playback.fault.value]).toEqual(['failed', 'no_file']);
  });

  it('waits for a click where the browser wants one', async () => {
    audio.refuses = 'NotAllowedError';
    const one = track('one');
    playback.toggle(one);
    await settled();
    expect(playback.state.value).toBe('paused');
    audio.refuses = null;
    playback.toggle(one);
    await settled();
    expect(playback.heard.value).toBe('one');
  });

  it('falls silent where one leaves what it belongs to', async () => {
    playback.toggle(track('one', { belongsTo: (path) => path.startsWith('/chat/one') }));
    await settled();
    playback.moved('/chat/one/7');
    expect(playback.heard.value).toBe('one');
    playback.moved('/chat/two');
    expect([playback.heard.value, playback.track.value, audio.paused]).toEqual([null, null, true]);
  });
});
