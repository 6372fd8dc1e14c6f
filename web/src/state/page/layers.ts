/** What of the browser's history is needed here. */
type Past = Pick<History, 'state' | 'pushState' | 'back'>;

/** An entry of the history that stands for what lies over the page. */
const LAYER = { layer: true } as const;

/**
 * What lies over the page. While anything does, the browser's history holds an entry for it, at the page's own
 * address, so that Back (on a phone, a gesture) closes it instead of leaving the page under it.
 */
export class Layers {
  #closers: (() => void)[] = [];
  /** The entry is being taken out: the history tells later when that is done. */
  #leaving = false;
  #waiting: (() => void)[] = [];

  constructor(private readonly past: Past) {}

  /** Something lies over the page now; Back calls `close`. To be called, once, when it is gone. */
  add(close: () => void): () => void {
    this.#closers.push(close);
    this.#settle();
    return () => {
      this.#closers = this.#closers.filter((each) => each !== close);
      this.#settle();
    };
  }

  /** The history went to another of its entries. */
  moved(): void {
    if (this.#leaving) {
      this.#leaving = false;
      for (const go of this.#waiting.splice(0)) go();
      this.#settle();
    } else if (!this.#held) this.#closers.at(-1)?.();
  }

  /**
   * Goes to another page: `go` gets whether to take the place of the history's present entry. A page that replaces
   * this one waits until the entry over it is out; any other takes that entry's place.
   */
  turn(go: (replace: boolean) => void, replace: boolean): void {
    if (this.#held && replace) this.#leave();
    if (this.#leaving) this.#waiting.push(() => go(replace));
    else go(replace || this.#held);
  }

  get #held(): boolean {
    return (this.past.state as { layer?: unknown } | null)?.layer === true;
  }

  #leave(): void {
    if (this.#leaving) return;
    this.#leaving = true;
    this.past.back();
  }

  /** Later, since one thing may give way to the next, or to another page, in the same moment. */
  #settle(): void {
    queueMicrotask(() => {
      const wanted = this.#closers.length > 0;
      if (this.#leaving || wanted === this.#held) return;
      if (wanted) this.past.pushState(LAYER, '');
      else this.#leave();
    });
  }
}
