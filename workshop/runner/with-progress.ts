import type { Terminal } from "./terminal.ts";

/** Says what is going on, and for how long, while the work lasts. */
export async function withProgress<T>(terminal: Terminal, text: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  terminal.progress(`${text} …`);
  const timer = setInterval(() => {
    terminal.progress(`${text} … ${Math.round((performance.now() - started) / 1000)} s`);
  }, 1_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    terminal.progress("");
  }
}
