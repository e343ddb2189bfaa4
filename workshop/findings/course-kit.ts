/** What a step's check and scenario may use. */
export type { Node } from "oxc-parser";
export { looksLikeKey, maskKey, maskKeyShapes, maskKeysIn } from "../compose/mask-key.ts";
export { editDistance, nearestWord } from "../compose/nearest-word.ts";
export { parseDotenv } from "../compose/parse-dotenv.ts";
export { answerNumbers, everyNumber } from "../facts/answer-numbers.ts";
export { fileAt, lineAt, lineOfText, linesFrom, pointAt, shownAt } from "../facts/code-at.ts";
export { isEmptySpan } from "../facts/empty-spans.ts";
export { JOURNAL, journalPlace } from "../facts/journal-place.ts";
export { type KeyProblem, keyProblem } from "../facts/key-problem.ts";
export {
  type Place,
  calls,
  constructions,
  imports,
  lastName,
  lineWith,
  placeOf,
  propertiesOf,
  uncalled,
  withoutType,
} from "../facts/look-in-sources.ts";
export { missingImport } from "../facts/missing-import.ts";
export { otlpSettings, parseHeaders, resolved } from "../facts/otlp-settings.ts";
export { NotReached, Skipped, promise } from "../facts/outcome.ts";
export {
  INSTRUMENTATION,
  ancestorsOf,
  ownInVisits,
  ownReceived,
  ownStarted,
  serverSpan,
  spanMs,
  startOf,
  strayProblem,
} from "../facts/own-spans.ts";
export { installProblem, lineOfPackage, packageRoles, versionProblem } from "../facts/package-facts.ts";
export { placeOfResource } from "../facts/place-of-resource.ts";
export { remedyForThrow } from "../facts/remedy-for-throw.ts";
export { resourceAttributes } from "../facts/resource-attributes.ts";
export { acceptedExports, acceptedSpans, runOf, spansOf, visit } from "../facts/run-facts.ts";
export { describeStart, isCloudsOwn, sendingProblem, treeProblem } from "../facts/run-problems.ts";
export { savedQueryAdvice, tellAdvice } from "../facts/saved-query-advice.ts";
export { sdkWords } from "../facts/sdk-words.ts";
export { isValid, lineOf, nodesOf, textOf } from "../facts/source-tree.ts";
export { type NamingCall, fieldCalls, spanCalls, tracerCalls } from "../facts/span-code.ts";
export { spanFrame } from "../facts/span-frame.ts";
export { type StartedProgram, startVariables, startedPrograms } from "../facts/start-command.ts";
export { type BesideTheWork, besideTheWork, storeWork } from "../facts/store-work.ts";
export { ownThrow, throwPlace, thrown, words } from "../facts/thrown.ts";
export { isHoneycomb } from "../facts/traces-endpoint.ts";
export { percentileOf, week2Of } from "../facts/week2-facts.ts";
export { writtenValue } from "../facts/written-value.ts";
export { item } from "./item.ts";
export { callsItself } from "../lab/calls-itself.ts";
export type {
  Answered,
  CodeLine,
  Evidence,
  FieldSet,
  ReceivedSpan,
  RunEvidence,
  SavedQuery,
  SourceText,
  StartedSpan,
} from "../lab/evidence.ts";
export type { PageEvidence, PageRequest, PageSpan } from "../lab/page-evidence.ts";
export type { Scenario } from "../lab/scenario.ts";
export { type Mistake, listMistakes } from "../mistakes/mistake.ts";
export type { ExpectedSpan } from "../trace/match-tree.ts";
export { printTree } from "../trace/print-tree.ts";
export type { Span } from "../trace/span.ts";
export { buildTrees } from "../trace/trees.ts";
