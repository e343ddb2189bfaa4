import { maskKeyShapes } from "../compose/mask-key.ts";
import type { Evidence } from "../lab/evidence.ts";
import type { PageEvidence } from "../lab/page-evidence.ts";
import { pageCalls } from "./page-calls.ts";

/** What the browser's console says of it. */
export function consoleSaid(page: PageEvidence | undefined, words: RegExp): RegExpExecArray | undefined {
  for (const text of page?.console ?? []) {
    const found = words.exec(text);
    if (found) return found;
  }
  return undefined;
}

/** The first line of what was said, without what the browser puts before it. */
export function sentenceOf(text: string): string {
  const [line = ""] = plain(text).split("\n", 1);
  return line.replace(/^(Uncaught )?(\(in promise\) )?(That did not work\. )?/, "");
}

/** What a program printed, without colours; it may hold a key. */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return maskKeyShapes(text.replace(/\x1b\[[0-9;]*m/g, "").replace(/\\u001b\[[0-9;]*m/g, ""));
}

/** The page's last request of the backend, before it is left. */
export function lastCall(evidence: Evidence) {
  return pageCalls(evidence).at(-1);
}

/** The span of that request never came, although it carried a trace. */
export function lacksLast(evidence: Evidence): boolean {
  const last = lastCall(evidence);
  return last?.request.headers["traceparent"] !== undefined && !last.browser;
}
