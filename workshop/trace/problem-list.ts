const MOST_SENTENCES = 20;

/** Gathers sentences about refused spans; a body with a million bad spans still gives a short list. */
export class ProblemList {
  readonly #sentences: string[] = [];
  #left = 0;

  add(sentence: string): void {
    if (this.#sentences.length < MOST_SENTENCES) this.#sentences.push(sentence);
    else this.#left += 1;
  }

  get count(): number {
    return this.#sentences.length + this.#left;
  }

  get sentences(): string[] {
    return this.#left === 0 ? this.#sentences : [...this.#sentences, `… and ${this.#left} more like these.`];
  }
}
