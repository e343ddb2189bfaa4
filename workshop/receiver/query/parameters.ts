import type { SQLInputValue } from "node:sqlite";

/** Collects the values of a statement; the SQL holds only their numbers. */
export class Parameters {
  readonly values: SQLInputValue[] = [];
  readonly #known = new Map<SQLInputValue, string>();

  /** The placeholder for a value; the same value has one. */
  add(value: SQLInputValue): string {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    this.values.push(value);
    const placeholder = `?${this.values.length}`;
    this.#known.set(value, placeholder);
    return placeholder;
  }
}
