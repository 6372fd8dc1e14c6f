import { preferences } from '../account/appearance';

/**
 * Whether Enter sends what was written: as the user chose, else as the device suggests. The keyboard of a touch device
 * has no Shift+Enter for a new line, and there is a button to send with beside it.
 */
export function enterSends(): boolean {
  return preferences.choices.value.enterSends ?? !window.matchMedia('(pointer: coarse)').matches;
}
