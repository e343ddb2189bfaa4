/** What a step's check, mistakes and scenario may use. */
export type { Evidence, ReceivedSpan, RunEvidence, SourceText, StartedSpan, Visit } from "../lab/evidence.ts";
export type { Scenario } from "../lab/scenario.ts";
export { maskKey } from "../compose/mask-key.ts";
export { matchTree, type ExpectedSpan } from "../trace/match-tree.ts";
export { buildTrees } from "../trace/trees.ts";
export { printTree } from "../trace/print-tree.ts";
export { item, NotReached, promise, Skipped, Unmet } from "./item.ts";
export { keyProblem, type KeyProblem } from "./key-problem.ts";
export { listMistakes, type Mistake } from "./mistake.ts";
export {
  calls,
  constructions,
  imports,
  lastName,
  lineWith,
  placeOf,
  propertiesOf,
  withoutType,
  type Place,
} from "./look-in-sources.ts";
export { otlpSettings, resolved } from "./otlp-settings.ts";
export { installProblem, lineOfPackage, packageRoles, versionProblem } from "./package-facts.ts";
export { acceptedExports, acceptedSpans, runOf, spansOf, visit } from "./run-facts.ts";
export { describeStart, sendingProblem, treeProblem } from "./run-problems.ts";
export { lineOf, nodesOf, textOf } from "./source-tree.ts";
