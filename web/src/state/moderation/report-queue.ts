import { signal } from '@preact/signals';
import { ApiError } from '../../api/errors';
import type { ModerationApi } from '../../api/moderation-api';
import type { Clock } from '../../sync/ports';
import type { Decide, Report } from '../../wire/index';

/** So long, in milliseconds, a decision can be taken back before the server hears of it. */
export const UNDO = 5_000;
/** So few are left when the next page is asked for. */
const FEW = 5;
/** So often, and so many milliseconds apart, the server is told what it did not answer. */
const TRIES = 4;
const PAUSE = 1_000;

/** A decision that can still be taken back. */
export interface Pending {
  report: Report;
  decision: Decide;
}

interface Waiting extends Pending {
  /** Where it stood in the list. */
  index: number;
  cancelTimer(): void;
}

/** The open reports, one of them in hand. Who decides goes on at once; the server is told five seconds later. */
export class ReportQueue {
  /** Newest first; null until they have come. */
  readonly reports = signal<readonly Report[] | null>(null);
  /** The id of the one in hand; null where none is left. */
  readonly current = signal<string | null>(null);
  /** What can be taken back, the last decision at the end. */
  readonly pending = signal<readonly Pending[]>([]);
  /** How many decisions the server has heard of. */
  readonly decided = signal(0);
  readonly loading = signal(false);
  /** Why the last page did not come; null where it did. */
  readonly failure = signal<unknown>(null);
  /** Why a decision did not come about; null where all did. */
  readonly refusal = signal<unknown>(null);
  /** Somebody has gone on to a report: what is in hand is looked at. */
  moved = false;
  #cursor: string | null | undefined;
  /** What was told before: one at a time, as a hundred at once would wait for each other until their time is over. */
  #telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: Pick<ModerationApi, 'reports' | 'decide'>,
    private readonly clock: Pick<Clock, 'after'>,
  ) {}

  get more(): boolean {
    return this.#cursor !== null;
  }

  /** Brings the next page; what fails can be asked for again. Resolves in any case. */
  async next(): Promise<void> {
    if (this.loading.value || !this.more) return;
    this.loading.value = true;
    this.failure.value = null;
    try {
      const { reports, cursor } = await this.api.reports({ state: 'open', cursor: this.#cursor ?? null });
      this.#cursor = cursor;
      this.#put([...(this.reports.value ?? []), ...reports.filter(({ id }) => !this.#knows(id))]);
    } catch (error) {
      this.failure.value = error;
    }
    this.loading.value = false;
  }

  /** Takes the next in hand, or the one before it. */
  step(by: 1 | -1): void {
    this.moved = true;
    const all = this.reports.value ?? [];
    const index = all.findIndex(({ id }) => id === this.current.value);
    this.current.value = all[Math.max(0, Math.min(all.length - 1, index + by))]?.id ?? null;
  }

  take(id: string): void {
    this.moved = true;
    this.current.value = id;
  }

  /** Decides about the one in hand. */
  decide(decision: Decide): void {
    const all = this.reports.value ?? [];
    const index = all.findIndex(({ id }) => id === this.current.value);
    const report = all[index];
    if (!report) return;
    this.moved = true;
    const waiting: Waiting = { report, decision, index, cancelTimer: () => undefined };
    waiting.cancelTimer = this.clock.after(UNDO, () => this.#send(waiting));
    this.pending.value = [...this.pending.value, waiting];
    this.#put(
      all.filter((each) => each !== report),
      index,
    );
    if (all.length <= FEW) void this.next();
  }

  /** Takes back the last decision: its report is in hand again. */
  undo(): void {
    const last = this.pending.value.at(-1) as Waiting | undefined;
    if (!last) return;
    this.#drop(last);
    this.#giveBack(last);
  }

  /** Tells the server at once what it has not heard of: the page goes. */
  flush(): void {
    for (const each of this.pending.value) this.#send(each as Waiting);
  }

  #send(waiting: Waiting): void {
    this.#drop(waiting);
    this.#telling = this.#telling.then(async () => {
      try {
        await this.#tell(waiting);
        this.decided.value += 1;
      } catch (error) {
        this.refusal.value = error;
        if (!isOver(error)) this.#giveBack(waiting);
      }
    });
  }

  async #tell({ report, decision }: Pending): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.api.decide(report.id, decision);
        return;
      } catch (error) {
        // An earlier try came about, and its answer was lost.
        if (tries > 1 && isOver(error)) return;
        if (tries === TRIES || !mayPass(error)) throw error;
        await new Promise<void>((done) => this.clock.after(PAUSE * tries + error.retryAfter * 1_000, done));
      }
    }
  }

  #drop(waiting: Waiting): void {
    waiting.cancelTimer();
    this.pending.value = this.pending.value.filter((each) => each !== waiting);
  }

  #giveBack({ report, index }: Waiting): void {
    const all = this.reports.value ?? [];
    this.reports.value = [...all.slice(0, index), report, ...all.slice(index)];
    this.current.value = report.id;
  }

  #knows(wanted: string): boolean {
    const pending = this.pending.value.map(({ report }) => report);
    return [...(this.reports.value ?? []), ...pending].some(({ id }) => id === wanted);
  }

  /** The list is another; `index` is taken in hand where none is. */
  #put(reports: readonly Report[], index = 0): void {
    this.reports.value = reports;
    if (reports.some(({ id }) => id === this.current.value)) return;
    this.current.value = (reports[index] ?? reports.at(-1))?.id ?? null;
  }
}

/** Somebody has decided about it. */
const isOver = (error: unknown): boolean =>
  error instanceof ApiError && ['decided', 'no_such_report'].includes(error.code);

/** Not answered, or not now. */
const mayPass = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);
