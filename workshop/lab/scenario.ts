import type { Visit } from "./evidence.ts";

/** What the lab does so that a step's check has something to judge. */
export interface Scenario {
  /** Load the backend's OpenTelemetry packages in a process of their own. */
  readonly loadPackages?: boolean;
  /** Start the backend and send these: groups one after the other, the visits of a group together. */
  readonly visits?: readonly (readonly Visit[])[];
  /** Read the run that `npm run load` recorded, and the query files. */
  readonly recorded?: boolean;
  /** Sent after the flush, right before the stop. */
  readonly last?: Visit;
  /** Open the learner's page in a browser, beside the running backend. */
  readonly page?: boolean;
}

/**
 * One scenario that serves several steps: every step finds the visits that it asked for. A browser takes its time, so
 * only the last of the steps gets its page.
 */
export function joinScenarios(scenarios: readonly Scenario[]): Scenario {
  const visits = scenarios.flatMap((scenario) => scenario.visits ?? []);
  const last = scenarios.findLast((scenario) => scenario.last)?.last;
  return {
    loadPackages: scenarios.some((scenario) => scenario.loadPackages),
    recorded: scenarios.some((scenario) => scenario.recorded),
    ...(visits.length > 0 && { visits }),
    ...(scenarios.at(-1)?.page && { page: true }),
    ...(last && { last }),
  };
}
