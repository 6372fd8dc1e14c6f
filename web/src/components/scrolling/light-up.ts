import type { RefObject } from 'preact';

/** A message is drawn within so many frames. */
const FRAMES = 60;

/** Gives the focus to the message in a row of `box`, and shows which it is, once it is drawn. */
export function lightUp(box: RefObject<HTMLElement>, index: number, frames = FRAMES): void {
  const article = box.current?.querySelector<HTMLElement>(`[data-index="${index}"] article`);
  if (!article && frames > 0) return void requestAnimationFrame(() => lightUp(box, index, frames - 1));
  const calm = document.documentElement.dataset.motion === 'calm';
  article?.focus({ preventScroll: true });
  article?.animate(
    { backgroundColor: ['var(--own)', 'transparent'] },
    { duration: 2_000, easing: calm ? 'step-end' : 'ease-in' },
  );
}
