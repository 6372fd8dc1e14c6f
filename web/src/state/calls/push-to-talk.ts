import { type ReadonlySignal, signal } from '@preact/signals';
import { storage } from '../page/browser-features';

const NAME = 'snowfight.push-to-talk';

const wanted = signal(storage.get(NAME) !== null);

/** Whether the user is heard only while they hold the space bar; kept in this browser. */
export const pushToTalk: ReadonlySignal<boolean> = wanted;

export function setPushToTalk(on: boolean): void {
  wanted.value = on;
  if (on) storage.set(NAME, 'true');
  else storage.remove(NAME);
}
