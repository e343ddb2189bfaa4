/** What a step's check and scenario may use. */
export { maskKey } from "../compose/mask-key.ts";
export { dotenvRefusal } from "../facts/dotenv-refusal.ts";
export { homeProblem } from "../facts/home-answer.ts";
export { KEYS, LENGTH, NOW, homeRequests, lengthProblem, nowProblem } from "../facts/home-fields.ts";
export {
  FAILING_VISIT,
  HOME_SPAN,
  HOME_VISITS,
  TRACER,
  describeVisit,
  homeAnswerProblem,
  lastingProblem,
  sentFrom,
  startedIn,
} from "../facts/home-span.ts";
export { isZeroId } from "../facts/is-zero-id.ts";
export {
  QUESTIONS,
  type Question,
  answerTo,
  isLoad,
  isNear,
  milliseconds,
  runFacts,
  says,
  termsIn,
  usersIn,
} from "../facts/journal-questions.ts";
export { keyProblem } from "../facts/key-problem.ts";
export { otlpSettings, resolved } from "../facts/otlp-settings.ts";
export { NotReached, Skipped, promise } from "../facts/outcome.ts";
export { ownReceived, ownStarted, strayProblem } from "../facts/own-spans.ts";
export { installProblem, packageRoles, versionProblem } from "../facts/package-facts.ts";
export {
  type PageCall,
  allowedHeaders,
  allowsTraceparent,
  arrivedSpans,
  asksAcrossOrigins,
  backendService,
  pageCalls,
  pageLatency,
  pageOf,
  pageServices,
  shownPage,
  toldStrangers,
} from "../facts/page-calls.ts";
export {
  DURATION,
  LATENCY_FILE,
  RECENT_FILE,
  TRACE,
  type Words,
  cells,
  hasHeatmap,
  isRecent,
  latencyCalculation,
  latencyQuery,
  looksAtRequests,
  nameOf,
  recentQuery,
  spansByTrace,
  usersOf,
} from "../facts/query-questions.ts";
export { acceptedExports, runOf, spansOf, visit } from "../facts/run-facts.ts";
export { describeStart, sendingProblem, treeProblem } from "../facts/run-problems.ts";
export { leavesWorkBehind } from "../facts/store-work.ts";
export {
  ANONYMOUS,
  ELSEWHERE,
  SIGNED_IN,
  USER,
  VISITS,
  isNameless,
  outlives,
  serviceAnswerProblem,
  startedElsewhere,
  userRequests,
} from "../facts/user-requests.ts";
export { week2Of } from "../facts/week2-facts.ts";
export { spanByHand } from "../facts/whole-trace.ts";
export { item } from "./item.ts";
export type { JudgedEvidence, ReceivedSpan, SavedQuery } from "../lab/evidence.ts";
export type { Scenario } from "../lab/scenario.ts";
export type { ExpectedSpan } from "../trace/match-tree.ts";
