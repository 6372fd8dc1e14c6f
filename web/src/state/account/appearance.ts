/** How the page looks and speaks: what the user chose, else what the browser and the machine are set to. */
import { effect, signal } from '@preact/signals';
import { persist, Retry } from '../../sync/retry';
import { language, loadLanguage } from '../../text/index';
import { bestOf, regionOf } from '../../text/languages';
import { world } from '../page/browser';
import { storage } from '../page/browser-features';
import { Preferences } from './preferences';

/** What the system paints its bars with: the header's colour (styles/main.css). */
const BAR = { light: '#ffffff', dark: '#231c17' };

export const preferences = new Preferences(storage);

/** Follows the choices from now on. Resolves when there are words to show. */
export async function applyAppearance(): Promise<void> {
  const root = document.documentElement;
  const dark = media('(prefers-color-scheme: dark)');
  const still = media('(prefers-reduced-motion: reduce)');
  effect(() => {
    const { theme } = preferences.choices.value;
    const drawn = theme === 'system' ? (dark.value ? 'dark' : 'light') : theme;
    root.dataset.theme = drawn;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
      meta.content = BAR[drawn];
  });
  effect(() => {
    root.dataset.motion = preferences.choices.value.calm || still.value ? 'calm' : 'full';
  });
  effect(() => {
    root.lang = language.value;
  });
  window.addEventListener('storage', () => preferences.reload());
  await persist(world, languageLoaded);
  // Without a network the language stays as it is until there is one.
  const turn = () =>
    void languageLoaded().then(
      () => retry.stop(),
      (error: unknown) => retry.failed(error),
    );
  const retry = new Retry(world, turn);
  window.addEventListener('languagechange', turn);
  effect(() => {
    void preferences.choices.value.language;
    turn();
  });
}

/** Turns to the language that is wanted. */
function languageLoaded(): Promise<void> {
  const chosen = preferences.choices.value.language;
  const wanted = chosen === 'system' ? bestOf(navigator.languages) : chosen;
  return loadLanguage(wanted, regionOf(wanted, navigator.languages));
}

function media(query: string) {
  const list = window.matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => {
    matches.value = list.matches;
  });
  return matches;
}
