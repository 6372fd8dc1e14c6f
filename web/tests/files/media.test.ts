import { describe, expect, it, vi } from 'vitest';
import { mediaOf, playerHeight } from '../../src/files/media';
import type { FileInfo } from '../../src/wire';

const file = (filename: string, more: Partial<FileInfo> = {}): FileInfo => ({
  filename,
  resource_type: 'raw',
  format: null,
  bytes: 1,
  width: null,
  height: null,
  duration: null,
  ...more,
});

const sound = { resource_type: 'video' };
const film = { resource_type: 'video', width: 640, height: 360 };

describe('a file', () => {
  it.each([
    ['song.mp3', {}, 'audio', 'audio/mpeg'],
    ['Note to all.OPUS', {}, 'audio', 'audio/ogg'],
    ['fight.mp4', {}, 'video', 'video/mp4'],
    ['fight.2.webm', {}, 'video', 'video/webm'],
    ['fight.webm', film, 'video', 'video/webm'],
    ['song.mp3', film, 'audio', 'audio/mpeg'],
    ['voice-message-2026.webm', sound, 'audio', 'audio/webm'],
    ['voice.mp4', sound, 'audio', 'audio/mp4'],
  ])('%s %o is played as %s', (name, more, kind, type) => {
    expect(mediaOf(file(name, more), () => true)).toEqual({ kind, type });
  });

  it.each(['notes.txt', 'mp3', 'song.mp3.zip', '', 'constructor', 'x.constructor'])('%s is not played', (name) => {
    expect(mediaOf(file(name), () => true)).toBeNull();
  });

  it('that is a picture is not played, whatever it is called', () => {
    expect(mediaOf(file('fight.mp4', { resource_type: 'image' }), () => true)).toBeNull();
  });

  it('is not played where the browser does not play it', () => {
    expect(mediaOf(file('fight.mov'), ({ type }) => type !== 'video/quicktime')).toBeNull();
  });
});

describe('the room of a player', () => {
  it('is a film’s own as far as that is known, the same for all sound, and none for anything else', () => {
    vi.stubGlobal('document', { createElement: () => ({ canPlayType: () => 'maybe' }) });
    expect(playerHeight(file('fight.webm', film))).toBe(180);
    expect(playerHeight(file('fight.webm', { ...film, width: 360, height: 640 }))).toBe(320);
    expect(playerHeight(file('fight.webm'))).toBe(180);
    expect(playerHeight(file('voice-message-2026.webm', sound))).toBe(64);
    expect(playerHeight(file('notes.txt'))).toBe(0);
    vi.unstubAllGlobals();
  });
});
