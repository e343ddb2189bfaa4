import { vi } from "vitest";

/** Does something that prints an error, and keeps what was printed out of the test's own output. */
export async function quietly<T>(work: () => Promise<T>): Promise<{ answer: T; printed: string }> {
  const print = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    const answer = await work();
    return { answer, printed: print.mock.calls.map(String).join("\n") };
  } finally {
    print.mockRestore();
  }
}
