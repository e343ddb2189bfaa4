import { clean } from "../clean.ts";
import type { LiveAnswer } from "../live/ask-about-key.ts";
import { judgeAnswer } from "../live/judge-answer.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** What Honeycomb says of the key, a line for each thing it says; one line without `--live`. */
export function diagnoseHoneycomb(live: LiveAnswer | undefined): Diagnosis[] {
  const line = { id: "honeycomb", about: "Honeycomb" };
  if (!live)
    return [{ ...line, state: "ok", says: "not asked; npm run doctor -- --live asks it about your key" }];
  const { state, says, findings } = judgeAnswer(live);
  if (state === "not-asked") return [{ ...line, state: "ok", says }];
  const told = says ? [{ ...line, state: "ok" as const, says: clean(says) }] : [];
  const found = findings.map(({ id, severity, message, found: answer, fix, learn }): Diagnosis => ({
    id,
    about: "Honeycomb",
    state: id === "live-unreachable" ? "unable" : severity,
    says: clean(answer ? `${message} It said: ${answer}` : message),
    fix: `${fix}\n(${learn})`,
  }));
  return [...told, ...found];
}

/** Beyond this, spans stand visibly at the wrong time; Honeycomb shows the last ten minutes by default. */
const MOST_SKEW_MS = 60_000;

/** The clock, compared with Honeycomb's where it was asked: spans carry this machine's times. */
export function diagnoseClock(now: Date, live: LiveAnswer | undefined): Diagnosis {
  const line = { id: "clock", about: "Clock" };
  const shown = `${now.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const clock = live?.kind === "asked" ? live.answers.find((answer) => answer.clock)?.clock : undefined;
  if (!clock) return { ...line, state: "ok", says: `${shown}, compared with nobody's` };
  const off = Math.abs(clock.aheadMs);
  const span = off < 120_000 ? `${Math.round(off / 1000)} s` : `${Math.round(off / 60_000)} min`;
  if (off <= MOST_SKEW_MS)
    return {
      ...line,
      state: "ok",
      says: `${shown}, within ${Math.max(1, Math.round(off / 1000))} s of Honeycomb's`,
    };
  return {
    ...line,
    state: "unable",
    says: `${shown} is ${span} ${clock.aheadMs > 0 ? "ahead of" : "behind"} Honeycomb's clock, so your spans would stand at the wrong time there`,
    fix: "Let the system set its clock from the network (date and time settings).",
  };
}
