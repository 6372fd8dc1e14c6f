/** A place counts as reached once it was right for so many frames on end, and is given up after so many at all. */
const STEADY = 3;
const MAX_FRAMES = 60;

/**
 * Goes somewhere while lines are still being measured: `reach` scrolls there in each frame, and says whether it was there
 * already; null where that is not wanted any more. `done` is called when it is there to stay, or given up.
 */
export function settle(reach: () => boolean | null, done = (): void => undefined, frames = 0, steady = 0): void {
  const there = reach();
  if (there === null) return;
  const now = there ? steady + 1 : 0;
  if (frames < MAX_FRAMES && now < STEADY) requestAnimationFrame(() => settle(reach, done, frames + 1, now));
  else done();
}
