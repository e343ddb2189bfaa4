const HEAD = 16_384;
const TAIL = 49_152;

/** Keeps the beginning and the end of what a process prints, however much it prints. */
export class Capture {
  #head = "";
  #tail = "";
  #length = 0;

  add(text: string): void {
    this.#length += text.length;
    const room = HEAD - this.#head.length;
    this.#head += text.slice(0, Math.max(room, 0));
    this.#tail = (this.#tail + text.slice(Math.max(room, 0))).slice(-TAIL);
  }

  get text(): string {
    const lost = this.#length - this.#head.length - this.#tail.length;
    return lost > 0
      ? `${this.#head}\n… ${lost} characters left out …\n${this.#tail}`
      : this.#head + this.#tail;
  }
}
