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
 * the page is opened only for the steps that are themselves judged: the last one, unless `judged` says which.
 */
export function joinScenarios(
  scenarios: readonly Scenario[],
  judged: readonly Scenario[] = scenarios.slice(-1),
): Scenario {
  const visits = scenarios.flatMap((scenario) => scenario.visits ?? []);
  const last = scenarios.findLast((scenario) => scenario.last)?.last;
  return {
    loadPackages: scenarios.some((scenario) => scenario.loadPackages),
    recorded: scenarios.some((scenario) => scenario.recorded),
    ...(visits.length > 0 && { visits }),
    ...(judged.some(({ page }) => page) && { page: true }),
    ...(last && { last }),
  };
}
