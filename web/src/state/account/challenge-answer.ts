import type { Challenge } from '../../wire/index';

/** A solution older than this, in milliseconds, may be refused by the time it arrives. */
const FRESH = 9 * 60_000;

/** Answers the server's challenge: with the same answer until that is refused or old, as what fails otherwise uses up none. */
export class ChallengeAnswer {
  #answer: Promise<string> | null = null;
  #begun = 0;

  constructor(
    private readonly ask: () => Promise<Challenge>,
    private readonly now: () => number = Date.now,
  ) {}

  get(): Promise<string> {
    if (!this.#answer || this.now() - this.#begun > FRESH) {
      this.#begun = this.now();
      this.#answer = this.ask().then(bringSolver);
      this.#answer.catch(() => this.refused());
    }
    return this.#answer;
  }

  /** It was not taken, or did not come: the next try has another one. */
  refused(): void {
    this.#answer = null;
  }
}

/** The code that calculates comes with the first challenge. */
const bringSolver = async (challenge: Challenge): Promise<string> => (await import('./challenge')).solved(challenge);
