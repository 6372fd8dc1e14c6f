import type { Recording } from './recording';

/** How somebody began to record a voice message, and what came of it. */
export interface Press {
  /** What they pressed; it has the focus again in the end. */
  readonly button: HTMLElement;
  /** Where, in pixels of the window, and when, as events tell it. */
  readonly x: number;
  readonly y: number;
  readonly at: number;
  /** They have not let go yet. */
  held: boolean;
  recording?: Recording;
}
