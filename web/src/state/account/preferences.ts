import { type ReadonlySignal, signal } from '@preact/signals';
import { isLanguage, type Language } from '../../text/languages';
import type { LocalStorage } from '../page/local-storage';

/** How a user wants the client to be in this browser. `system`: as the browser or the machine is set. */
export interface Choices {
  theme: 'system' | 'light' | 'dark';
  language: 'system' | Language;
  /** Less motion than the machine is set to; false: as it is set. */
  calm: boolean;
  sound: boolean;
  /** The browser's own notifications, as far as it allows them. */
  notifications: boolean;
  /** Enter sends a message; null: where the device suggests it. */
  enterSends: boolean | null;
}

const DEFAULTS: Choices = {
  theme: 'system',
  language: 'system',
  calm: false,
  sound: false,
  notifications: false,
  enterSends: null,
};
const KEY = 'snowfight.preferences';

/** The choices, kept in the browser, where there is no account yet, and the same in all its tabs. */
export class Preferences {
  #choices = signal(DEFAULTS);

  constructor(private readonly storage: Pick<LocalStorage, 'get' | 'set'>) {
    this.reload();
  }

  get choices(): ReadonlySignal<Choices> {
    return this.#choices;
  }

  choose(changed: Partial<Choices>): void {
    this.#choices.value = { ...this.#choices.value, ...changed };
    this.storage.set(KEY, JSON.stringify(this.#choices.value));
  }

  /** Takes over what is kept, which another tab may have changed. */
  reload(): void {
    try {
      this.#choices.value = choicesOf(JSON.parse(this.storage.get(KEY) ?? '{}'));
    } catch {
      // Not as it was written: all stays as it is.
    }
  }
}

/** What is sound of what was kept, perhaps by another version of the client. */
function choicesOf(stored: Record<string, unknown>): Choices {
  const { theme, language, calm, sound, notifications, enterSends } = stored;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    language: typeof language === 'string' && isLanguage(language) ? language : 'system',
    calm: calm === true,
    sound: sound === true,
    notifications: notifications === true,
    enterSends: typeof enterSends === 'boolean' ? enterSends : null,
  };
}
