import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../src/sync/room/timeline';
import { message, run } from '../messages';

const seqs = (timeline: Timeline) => timeline.messages.map(({ seq }) => seq);

function opened(first: number, last: number): Timeline {
  const timeline = new Timeline();
  timeline.open({ messages: run(first, last), has_older: first > 1 });
  return timeline;
}

describe('a timeline', () => {
  it('waits for its first page, and then takes up what came before it', () => {
    const timeline = new Timeline();
    timeline.add([message(5), message(3)]);
    expect(seqs(timeline)).toEqual([]);
    timeline.open({ messages: run(1, 4), has_older: false });
    expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5]);
  });

  it('shows what comes in order at once', () => {
    const timeline = opened(1, 2);
    timeline.add([message(3)]);
    expect(seqs(timeline)).toEqual([1, 2, 3]);
    expect(timeline.behind).toBe(false);
  });

  it('holds back what lies behind a hole until the hole is filled', () => {
    const timeline = opened(1, 2);
    timeline.add([message(5), message(4)]);
    expect(seqs(timeline)).toEqual([1, 2]);
    expect(timeline.behind).toBe(true);
    expect(timeline.end).toBe(2);
    timeline.add([message(3)]);
    expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5]);
    expect(timeline.behind).toBe(false);
  });

  it('drops doubles, in the run and ahead of it', () => {
    const timeline = opened(1, 3);
    timeline.add([message(2), message(5), message(5), message(3)]);
    timeline.add([message(4), message(4)]);
    expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5]);
  });

  it('knows that it is behind when it is told a larger number', () => {
    const timeline = opened(1, 3);
    timeline.announced(3);
    expect(timeline.behind).toBe(false);
    timeline.announced(9);
    timeline.announced(4);
    expect(timeline.lag).toBe(6);
  });

  it('puts older pages before the run', () => {
    const timeline = opened(10, 12);
    timeline.prepend(10, { messages: run(7, 9), has_older: true });
    expect(seqs(timeline)).toEqual([7, 8, 9, 10, 11, 12]);
    timeline.prepend(7, { messages: run(1, 6), has_older: false });
    expect(timeline.hasOlder).toBe(false);
    expect(timeline.start).toBe(1);
  });

  it('drops an older page that no longer meets the run', () => {
    const timeline = opened(10, 12);
    timeline.prepend(10, { messages: run(7, 9), has_older: true });
    timeline.prepend(10, { messages: run(7, 9), has_older: true });
    expect(seqs(timeline)).toEqual([7, 8, 9, 10, 11, 12]);
  });

  it('starts anew from a newest page that lies beyond its end', () => {
    const timeline = opened(1, 3);
    timeline.open({ messages: run(50, 80), has_older: true });
    expect(timeline.start).toBe(50);
    expect(timeline.hasOlder).toBe(true);
  });

  it('keeps what it has when a newest page turns out to be old', () => {
    const timeline = opened(1, 30);
    timeline.open({ messages: run(1, 28), has_older: false });
    expect(timeline.end).toBe(30);
  });

  it('goes on behind what the server no longer has', () => {
    const timeline = opened(1, 3);
    timeline.add([message(9)]);
    timeline.follow({ messages: run(7, 8), has_older: false });
    expect(seqs(timeline)).toEqual([1, 2, 3, 7, 8, 9]);
    expect(timeline.behind).toBe(false);
  });

  it('takes nothing for gone that may still come', () => {
    const timeline = opened(1, 3);
    timeline.add([message(9)]);
    timeline.follow({ messages: run(4, 5), has_older: true });
    expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5]);
    timeline.follow({ messages: [], has_older: true });
    expect(timeline.behind).toBe(true);
  });

  it('ends where the log does, though nothing is left of it', () => {
    const timeline = new Timeline();
    timeline.open({ messages: [], has_older: false }, 7);
    expect([timeline.end, timeline.behind]).toEqual([7, false]);
    timeline.add([message(8)]);
    expect(seqs(timeline)).toEqual([8]);
  });

  it('begins with nothing in an empty room', () => {
    const timeline = new Timeline();
    timeline.open({ messages: [], has_older: false });
    expect(timeline.end).toBe(0);
    timeline.add([message(1)]);
    expect(seqs(timeline)).toEqual([1]);
  });
});
