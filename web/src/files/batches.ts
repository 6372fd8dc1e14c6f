/** Files that were brought together: what was answered for them is given out in their order, whichever arrives first. */
export class Batches<Answer> {
  #batches: (readonly string[])[] = [];
  #answers = new Map<string, Answer>();

  add(ids: readonly string[]): void {
    this.#batches.push(ids);
  }

  arrived(id: string, answer: Answer): void {
    this.#answers.set(id, answer);
  }

  /** What has arrived behind none of its batch that is `awaited`: given out once. */
  take(awaited: (id: string) => boolean): [id: string, answer: Answer][] {
    const due = this.#batches.flatMap((batch) => this.#due(batch, awaited));
    for (const [id] of due) this.drop(id);
    return due;
  }

  drop(id: string): void {
    this.#answers.delete(id);
    const left = this.#batches.map((batch) => batch.filter((other) => other !== id));
    this.#batches = left.filter((batch) => batch.length > 0);
  }

  clear(): void {
    this.#batches = [];
    this.#answers.clear();
  }

  #due(batch: readonly string[], awaited: (id: string) => boolean): [string, Answer][] {
    const first = batch.findIndex((id) => !this.#answers.has(id) && awaited(id));
    const ready = first < 0 ? batch : batch.slice(0, first);
    return ready.flatMap((id) => {
      const answer = this.#answers.get(id);
      return answer === undefined ? [] : [[id, answer] as [string, Answer]];
    });
  }
}
