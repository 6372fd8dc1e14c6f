import { effect } from '@preact/signals';
import { expect, it } from 'vitest';
import { OpenedSpoilers } from '../../../src/state/chats/opened-spoilers';

it('remembers what is open, and forgets what was shut', () => {
  const opened = new OpenedSpoilers();
  const seen: boolean[] = [];
  effect(() => void seen.push(opened.has('1.0')));
  opened.set('1.0', true);
  opened.set('1.0', false);
  expect(seen).toEqual([false, true, false]);
});

it('remembers the latest, so that it does not grow for ever', () => {
  const opened = new OpenedSpoilers();
  for (let i = 0; i < 1000; i++) opened.set(String(i), true);
  expect([opened.has('0'), opened.has('999')]).toEqual([false, true]);
});
