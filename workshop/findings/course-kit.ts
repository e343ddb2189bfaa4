/** What a step's check, mistakes and scenario may use. */
export type {
  Answered,
  CodeLine,
  Evidence,
  FieldSet,
  JudgedEvidence,
  ReceivedSpan,
  RecordedRun,
  RunEvidence,
  SavedQuery,
  SourceText,
  StartedSpan,
  Visit,
  Wait,
} from "../lab/evidence.ts";
export type { Node } from "oxc-parser";
export type { FrontendEvidence, PageEvidence, PageRequest, PageSpan } from "../lab/page-evidence.ts";
export type { Scenario } from "../lab/scenario.ts";
export type { Span } from "../trace/span.ts";
export { looksLikeKey, maskKey, maskKeyShapes, maskKeysIn } from "../compose/mask-key.ts";
export { editDistance, nearestWord } from "../compose/nearest-word.ts";
export { parseDotenv } from "../compose/parse-dotenv.ts";
export { matchTree, type ExpectedSpan } from "../trace/match-tree.ts";
export { buildTrees } from "../trace/trees.ts";
export { printTree } from "../trace/print-tree.ts";
export { item, NotReached, promise, Skipped, Unmet } from "./item.ts";
export { keyProblem, type KeyProblem } from "./key-problem.ts";
export { listMistakes, type Mistake, type Told } from "./mistake.ts";
export {
  calls,
  constructions,
  imports,
  lastName,
  lineWith,
  placeOf,
  propertiesOf,
  uncalled,
  withoutType,
  type Place,
} from "./look-in-sources.ts";
export { fileAt, lineAt, lineOfText, linesFrom, pointAt, shownAt } from "./code-at.ts";
export {
  ancestorsOf,
  INSTRUMENTATION,
  ownInVisits,
  ownReceived,
  ownStarted,
  serverSpan,
  spanMs,
  startOf,
  strayProblem,
} from "./own-spans.ts";
export { isEmptySpan } from "./empty-spans.ts";
export { spanFrame } from "./span-frame.ts";
export { besideTheWork, leavesWorkBehind, storeWork, type BesideTheWork } from "./store-work.ts";
export { otlpSettings, parseHeaders, resolved } from "./otlp-settings.ts";
export { placeOfResource } from "./place-of-resource.ts";
export { resourceAttributes } from "./resource-attributes.ts";
export { isHoneycomb } from "./traces-endpoint.ts";
export { installProblem, lineOfPackage, packageRoles, versionProblem } from "./package-facts.ts";
export { answerNumbers, everyNumber } from "./answer-numbers.ts";
export { callsItself } from "../lab/calls-itself.ts";
export { JOURNAL, journalPlace } from "./journal-place.ts";
export { percentileOf, week2Of } from "./week2-facts.ts";
export { savedQueryAdvice, tellAdvice } from "./saved-query-advice.ts";
export { acceptedExports, acceptedSpans, runOf, spansOf, visit } from "./run-facts.ts";
export { describeStart, isCloudsOwn, sendingProblem, treeProblem } from "./run-problems.ts";
export { fieldCalls, spanCalls, tracerCalls, type NamingCall } from "./span-code.ts";
export { missingImport } from "./missing-import.ts";
export { remedyForThrow } from "./remedy-for-throw.ts";
export { sdkWords } from "./sdk-words.ts";
export { ownThrow, thrown, throwPlace, words } from "./thrown.ts";
export { startedPrograms, startVariables, type StartedProgram } from "./start-command.ts";
export { isValid, lineOf, nodesOf, textOf } from "./source-tree.ts";
