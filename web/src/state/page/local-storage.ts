/** What this browser keeps for the client, by name. Where it refuses, things are kept as long as the page lasts. */
export class LocalStorage {
  /** The browser keeps what it is given. */
  readonly lasting: boolean;
  #page = new Map<string, string>();

  /** @param storage may throw, as `window.localStorage` does where site data is blocked */
  constructor(private readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.lasting = this.#probe();
  }

  get(name: string): string | null {
    try {
      return this.#page.get(name) ?? this.storage().getItem(name);
    } catch {
      return null;
    }
  }

  set(name: string, value: string): void {
    try {
      this.storage().setItem(name, value);
      this.#page.delete(name);
    } catch {
      this.#page.set(name, value); // refused, or full
    }
  }

  remove(name: string): void {
    this.#page.delete(name);
    try {
      this.storage().removeItem(name);
    } catch {
      // What is not kept is gone already.
    }
  }

  #probe(): boolean {
    const name = 'snowfight.probe';
    try {
      this.storage().setItem(name, name);
      this.storage().removeItem(name);
      return true;
    } catch {
      return false;
    }
  }
}
