import type { Mistake } from "./mistake.ts";
import { notBlocking, unlessEnded, unlessWhole, keyMasked, type Family } from "./families.ts";

/** From the file as a whole to its single values: YAML, then which variables arrive, then what they say. */
const compose: readonly Family[] = [
  async () => (await import("./compose/yaml.ts")).yamlMistakes,
  async () => (await import("./compose/file.ts")).composeFileMistakes,
  async () => (await import("./compose/arrival.ts")).arrivalMistakes,
  async () => (await import("./compose/endpoint.ts")).endpointMistakes,
  async () => (await import("./compose/headers.ts")).headerMistakes,
  async () => (await import("./compose/service-name.ts")).serviceNameMistakes,
  async () => (await import("./compose/headers.ts")).headerAdvice,
  async () => (await import("./compose/service-name.ts")).serviceNameAdvice,
  async () => (await import("./compose/sdk-settings.ts")).sdkSettings,
  async () => (await import("./compose/oddities.ts")).oddities,
];

/** Where the key is not, what it is not, who else can read it, and how long it stays. */
const key: readonly Family[] = [
  async () => (await import("./key/lines.ts")).keyLines,
  async () => (await import("./key/places.ts")).keyPlaces,
  async () => (await import("./key/shapes.ts")).keyShapes,
  async () => (await import("./key/leaks.ts")).keyLeaks,
  async () => (await import("./key/lost-with-workspace.ts")).lostWithWorkspace,
  async () => (await import("./key/leaks.ts")).leakAdvice,
  async () => (await import("./key/several-keys.ts")).severalKeys,
  async () => (await import("./key/oddities.ts")).keyOddities,
];

/** From package.json as a whole to single names, then the answer, as the lesson asks for it first, then what is really installed. */
const install: readonly Family[] = [
  async () => (await import("./install/manifest.ts")).manifestMistakes,
  async () => (await import("./install/names.ts")).packageNameMistakes,
  async () => (await import("./journal/trace-id.ts")).traceIdMistakes,
  async () => (await import("./install/manifest.ts")).packagesMissing,
  async () => (await import("./install/installed.ts")).installMistakes,
  async () => (await import("./install/names.ts")).packageNameAdvice,
  async () => (await import("./install/image.ts")).imageAdvice,
];

/** What ended the backend while it answered, or made it answer 500: in each later step too. */
const ends: readonly Family[] = [
  async () => (await import("./http/throws.ts")).throwMistakes,
  async () => (await import("./http/died.ts")).deathMistakes,
];

/** The start script, old code, and the process as far as it listens. */
const start: readonly Family[] = [
  async () => (await import("./start-script/start-script.ts")).startMistakes,
  async () => (await import("./sdk/older-sdk.ts")).olderSdkMistakes,
  async () => (await import("./syntax/syntax.ts")).syntaxMistakes,
  async () => (await import("./process/node.ts")).nodeMistakes,
  async () => (await import("./process/modules.ts")).moduleMistakes,
  async () => (await import("./process/crash.ts")).crashMistakes,
  async () => (await import("./process/listen.ts")).listenMistakes,
];

/** Its answers, the SDK, what it notices, sends and leaves. */
const provider: readonly Family[] = [
  async () => (await import("./http/answers.ts")).httpAnswerMistakes,
  async () => (await import("./sdk/provider.ts")).providerMistakes,
  async () => (await import("./sdk/start.ts")).sdkStartMistakes,
  async () => (await import("./sdk/processors.ts")).processorMistakes,
  async () => (await import("./sdk/after-start.ts")).afterStartMistakes,
  async () => (await import("./sdk/loading.ts")).loadingMistakes,
  async () => (await import("./sdk/registration.ts")).registrationMistakes,
  async () => (await import("./sdk/switches.ts")).switchMistakes,
  async () => (await import("./sdk/missing-spans.ts")).missingSpanMistakes,
  async () => (await import("./sending/exporter.ts")).exporterMistakes,
  async () => (await import("./sending/exporter-options.ts")).exporterOptionMistakes,
  async () => (await import("./sending/sending.ts")).sendingMistakes,
  async () => (await import("./trace/trace.ts")).traceMistakes,
  async () => (await import("./stop/stop.ts")).stopMistakes,
  async () => (await import("./sdk/instrumentation.ts")).instrumentationAdvice,
  async () => (await import("./sending/wasteful.ts")).exportAdvice,
  async () => (await import("./stop/stop.ts")).stopAdvice,
];

/** What TypeScript says, where no rule explains an item. */
const backendTypes: Family = async () => [(await import("./process/types.ts")).backendTypeError];
const homeTypes: Family = async () => [(await import("./process/types.ts")).homeTypeError];
const pageTypes: Family = async () => [(await import("./process/types.ts")).pageTypeError];

/** A call of the API that fails, also where that ended the process. */
const spanCalls: Family = async () => (await import("./span/calls.ts")).callMistakes;

/** The span that is not there, its parent, its end, and then habits. */
const span: readonly Family[] = [
  async () => (await import("./span/answers.ts")).homeAnswerMistakes,
  async () => (await import("./span/places.ts")).placeMistakes,
  async () => (await import("./span/names.ts")).spanNameMistakes,
  async () => (await import("./span/count.ts")).spanCountMistakes,
  async () => (await import("./span/parents.ts")).parentMistakes,
  async () => (await import("./span/ends.ts")).endMistakes,
  async () => (await import("./span/context.ts")).contextHabits,
  async () => (await import("./span/times.ts")).timeHabits,
  async () => (await import("./span/naming.ts")).namingHabits,
  async () => (await import("./span/status.ts")).statusHabits,
];

/** How a field is set, on which span and under which name, and then its value. */
const fields: readonly Family[] = [
  async () => (await import("./field/values.ts")).valueMistakes,
  async () => (await import("./field/kinds.ts")).kindMistakes,
  async () => (await import("./field/limits.ts")).limitMistakes,
  async () => (await import("./field/elsewhere.ts")).elsewhereMistakes,
  async () => (await import("./field/missing.ts")).missingMistakes,
  async () => (await import("./field/now.ts")).nowMistakes,
  async () => (await import("./field/length.ts")).lengthMistakes,
  async () => (await import("./field/habits.ts")).habits,
];

/** In the order of the questions, as the items are. */
const journal: readonly Family[] = [
  async () => (await import("./journal/run.ts")).runMistakes,
  async () => (await import("./journal/answers.ts")).journalMistakes,
  async () => (await import("./journal/counts.ts")).journalCountMistakes,
  async () => (await import("./journal/p90.ts")).p90Mistakes,
  async () => (await import("./journal/who.ts")).whoMistakes,
  async () => (await import("./journal/query.ts")).queryMistakes,
];

/** What the browser got, what it ran, what it sent, and what became of that. */
const page: readonly Family[] = [
  async () => (await import("./page/start.ts")).pageStartMistakes,
  async () => (await import("./page/packages.ts")).nodeCodeMistakes,
  async () => (await import("./page/files.ts")).pageFileMistakes,
  async () => (await import("./page/processors.ts")).pageProcessorMistakes,
  async () => (await import("./page/errors.ts")).pageErrorMistakes,
  async () => (await import("./page/sdk.ts")).pageSdkMistakes,
  async () => (await import("./page/sending.ts")).pageSendingMistakes,
  async () => (await import("./page/proxy.ts")).proxyMistakes,
  async () => (await import("./page/cors.ts")).corsMistakes,
  async () => (await import("./page/names.ts")).pageNameMistakes,
  async () => (await import("./page/trace.ts")).pageTraceMistakes,
  async () => (await import("./page/backend-trace.ts")).backendTraceMistakes,
];

/** The answers, the field on the request's own span, the span of another service. */
const users: readonly Family[] = [
  async () => (await import("./field/answers.ts")).serviceAnswerMistakes,
  async () => (await import("./field/limits.ts")).userLimitMistakes,
  async () => (await import("./field/user-header.ts")).userHeaderMistakes,
  async () => (await import("./field/user-hook.ts")).userHookMistakes,
  async () => (await import("./field/user.ts")).userMistakes,
  async () => (await import("./field/user-values.ts")).userValueMistakes,
  async () => (await import("./span/other-service.ts")).otherSpanMistakes,
];

const queries: readonly Family[] = [
  async () => (await import("./queries/files.ts")).queryFileMistakes,
  async () => (await import("./queries/latency.ts")).latencyMistakes,
  async () => (await import("./queries/recent.ts")).recentMistakes,
];

/** The families that a step looks through, by the words of its folder's name: nearest to the cause first. */
const STAGES: Readonly<Record<string, readonly Family[]>> = {
  "set-api-key": key,
  "compose-env-vars": compose,
  "install-packages": install,
  "initialize-provider": [
    ...ends,
    ...[...start, ...[...provider, backendTypes].map(unlessEnded)].map(unlessWhole),
  ].map(keyMasked),
  "custom-span": [spanCalls, ...[...span, homeTypes].map(unlessEnded)],
  "span-fields": [...fields, homeTypes].map(unlessEnded),
  // No later step builds on answers, on the page or on saved queries.
  "explore-traces": journal.map(notBlocking),
  "frontend-latency": [...page, pageTypes].map(notBlocking),
  "user-fields": [...users, backendTypes].map(unlessEnded),
  "saved-queries": queries.map(notBlocking),
};

/** The rules of a step, in the order in which they are looked at; none for a step that is not the course's. */
export async function rulesOf(words: string): Promise<readonly Mistake[]> {
  return (await Promise.all((STAGES[words] ?? []).map(async (family) => await family()))).flat();
}
