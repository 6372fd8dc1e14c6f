import { describe, expect, it } from 'vitest';
import { ChangeLog } from '../../../src/sync/room/change-log';

function begun(rev: number): ChangeLog {
  const log = new ChangeLog();
  log.begin(rev);
  return log;
}

describe("a room's changes", () => {
  it('are known up to the first hole, in whatever order they come', () => {
    const log = begun(4);
    for (const rev of [7, 6, 6, 3]) log.heard({ after: rev - 1, rev });
    expect([log.rev, log.behind]).toEqual([4, true]);
    log.heard({ after: 4, rev: 5 });
    expect([log.rev, log.behind]).toEqual([7, false]);
  });

  it('may be told of several at once, with what is known already among them', () => {
    const log = begun(4);
    log.heard({ after: 2, rev: 9 });
    expect(log.rev).toBe(9);
    log.heard({ after: 12, rev: 15 });
    expect([log.rev, log.behind, log.asked]).toEqual([9, true, 9]);
  });

  it('are missing where the server names a larger number, never where it names a smaller one', () => {
    const log = begun(4);
    log.announced(3);
    expect(log.behind).toBe(false);
    log.announced(6);
    expect(log.behind).toBe(true);
  });

  it('go back to what a page surely shows: what was heard since did not reach its messages', () => {
    const log = begun(4);
    log.heard({ after: 4, rev: 5 });
    log.heard({ after: 6, rev: 7 });
    log.join(4);
    expect([log.rev, log.behind]).toEqual([4, true]);
    // The frame from before the page does not close the gap behind it.
    log.heard({ after: 4, rev: 6 });
    expect([log.rev, log.behind]).toEqual([6, true]);
  });

  it('are not taken for known up to a page that shows more than is known of the others', () => {
    const log = begun(4);
    log.join(9);
    expect(log.rev).toBe(4);
  });

  it('are asked for again from where there is a doubt, until a page has answered it', () => {
    const log = begun(4);
    log.heard({ after: 4, rev: 8 });
    log.doubt({ after: 4, rev: 8 });
    expect([log.rev, log.doubtful, log.asked]).toEqual([8, true, 4]);
    log.answered({ after: 4, rev: 6 }, false, log.known);
    expect([log.rev, log.doubtful, log.asked]).toEqual([8, true, 6]);
    log.answered({ after: 6, rev: 8 }, true, log.known);
    expect([log.rev, log.doubtful]).toEqual([8, false]);
  });

  it('end where the last page says, unless more has been told of since it was asked for', () => {
    const log = begun(4);
    log.announced(9);
    const { known } = log;
    log.answered({ after: 4, rev: 6 }, true, known);
    expect([log.rev, log.behind]).toEqual([6, false]);
    log.announced(7);
    log.answered({ after: 6, rev: 6 }, true, known);
    expect(log.behind).toBe(true);
  });

  it('are asked for on and on where a frame has shown that there are more', () => {
    const log = begun(4);
    log.heard({ after: 8, rev: 9 });
    log.answered({ after: 4, rev: 6 }, true, log.known);
    expect(log.behind).toBe(true);
  });

  it('are asked for up to the last page, whatever frames have told of from further on', () => {
    const log = begun(4);
    log.heard({ after: 7, rev: 9 });
    log.answered({ after: 4, rev: 7 }, false, log.known);
    expect([log.rev, log.behind]).toEqual([7, true]);
    log.answered({ after: 7, rev: 9 }, true, log.known);
    expect([log.rev, log.behind]).toEqual([9, false]);
  });

  it('take no more room than a hundred holes, and lose nothing by it', () => {
    const log = begun(0);
    for (let rev = 2; rev <= 1_000; rev += 2) log.heard({ after: rev - 1, rev });
    log.answered({ after: 0, rev: 999 }, false, log.known);
    expect([log.rev, log.behind]).toEqual([999, true]);
  });
});
