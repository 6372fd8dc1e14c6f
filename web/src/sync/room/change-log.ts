/** Everything that changed in a room behind `after`, up to `rev`. */
export interface Span {
  after: number;
  rev: number;
}

/** No more spans than this wait behind a hole: what is dropped is asked for with the hole. */
const LIMIT = 100;

/**
 * How far a room's changes are known here: all up to `rev` are in what is shown. Takes spans of them in any order, any
 * number of times; what lies behind a hole waits until the hole is filled.
 */
export class ChangeLog {
  #rev = 0;
  #known = 0;
  #ahead: readonly Span[] = [];
  #doubt: Span | null = null;

  /** The number up to which every change is in what is shown. */
  get rev(): number {
    return this.#rev;
  }

  /** The largest number that was told of. */
  get known(): number {
    return this.#known;
  }

  /** True while a later change is known to exist: ask for what is behind `asked`. */
  get behind(): boolean {
    return this.#ahead.length > 0 || this.#known > this.#rev;
  }

  /** True while something up to `rev` has to be asked for again. */
  get doubtful(): boolean {
    return this.#doubt !== null;
  }

  /** Where to ask from. */
  get asked(): number {
    return Math.min(this.#rev, this.#doubt?.after ?? this.#rev);
  }

  /** All that is shown is of a page that tells everything up to `rev`. */
  begin(rev: number): void {
    this.#rev = rev;
    this.#ahead = [];
    this.#doubt = null;
    this.announced(rev);
  }

  /** A page joined what is shown. It tells everything up to `rev`; what was heard since did not reach its messages. */
  join(rev: number): void {
    this.#rev = Math.min(this.#rev, rev);
    this.#ahead = [];
  }

  /** All of a span is in what is shown. */
  heard(span: Span): void {
    this.announced(span.rev);
    const spans = [...this.#ahead, span].sort((a, b) => a.after - b.after);
    for (const { after, rev } of spans) if (after <= this.#rev) this.#rev = Math.max(this.#rev, rev);
    this.#ahead = spans.filter(({ rev }) => rev > this.#rev).slice(0, LIMIT);
  }

  /** What a span says may not be all: it has to be asked for, though there is no hole. */
  doubt({ after, rev }: Span): void {
    const doubt = this.#doubt ?? { after, rev };
    this.#doubt = { after: Math.min(doubt.after, after), rev: Math.max(doubt.rev, rev) };
  }

  /** The server says that it has changes up to `rev`. */
  announced(rev: number): void {
    this.#known = Math.max(this.#known, rev);
  }

  /**
   * The answer to a question. The `last` page tells how far the server has got, unless more than `known`, which was
   * known when it was asked for, has been told of since. Before the last, a message that changed again comes with its
   * last change only: so what was heard from further on leads past nothing.
   */
  answered(span: Span, last: boolean, known: number): void {
    if (!last) this.#ahead = [];
    this.heard(span);
    const doubt = this.#doubt;
    // The answer may have been made before what is in doubt was.
    if (doubt && span.after <= doubt.after)
      this.#doubt = span.rev >= doubt.rev ? null : { ...doubt, after: Math.max(doubt.after, span.rev) };
    if (last && this.#known === known) this.#known = this.#rev;
  }

  /** What is known does not hold any more: a page is to come. */
  forget(): void {
    this.#known = 0;
    this.begin(0);
  }
}
