import {
  acceptedExports,
  describeStart,
  item,
  maskKey,
  NotReached,
  promise,
  runOf,
  sendingProblem,
  spansOf,
  treeProblem,
  visit,
  spanByHand,
  homeProblem,
} from "#course-kit";

item("the backend starts and answers GET /api/activities/home", (evidence) => {
  const problem = describeStart(evidence);
  promise(!problem, problem ?? "");
  const { status, error, durationMs } = visit(evidence, "home");
  promise(status === 200, error ?? `it answered ${status}`);
  const odd = homeProblem(evidence);
  promise(!odd, `it answered, but not with its service's activities: ${odd}`);
  return `200 in ${durationMs} ms`;
});

item("spans reach Honeycomb with your key", (evidence) => {
  const problem = sendingProblem(evidence);
  promise(!problem, problem ?? "");
  const [first] = acceptedExports(runOf(evidence));
  return `${first?.url} (${maskKey(first?.headers["x-honeycomb-team"] ?? "")})`;
});

item("one request makes one connected trace", (evidence) => {
  const spans = reached(evidence, "home");
  const problem = treeProblem(spans);
  promise(!problem, problem ?? "");
  const byHand = spanByHand(evidence);
  promise(!byHand, `${byHand?.by} itself started the span ${byHand?.name}`);
  return `${spans.length} ${spans.length === 1 ? "span" : "spans"}`;
});

item("the trace names its route and shows Express at work", (evidence) => {
  const spans = reached(evidence, "home");
  const server = spans.find(({ kind }) => kind === "server");
  promise(server, "no span of kind server arrived for the request");
  promise(
    server.name.includes("/api/activities/home"),
    `the request's span is named ${server.name}, without its route`,
  );
  promise(
    spans.some(({ scope }) => /express/.test(scope.name)),
    "no span made by the Express instrumentation is in the trace",
  );
  return server.name;
});

item("the last spans arrive when the backend stops", (evidence) => {
  const { exit, modules } = runOf(evidence);
  // auto-instrumentations-node/register flushes on SIGTERM and leaves the ending to the container.
  const leftToContainer = modules.some(({ name }) => name === "@opentelemetry/auto-instrumentations-node");
  if (!exit) throw new NotReached("the backend did not run");
  promise(!exit.forced || leftToContainer, "it was still running 3 s after SIGTERM");
  if (!reached(evidence, "home").some(({ kind }) => kind === "server"))
    throw new NotReached("no span of a request arrived");
  promise(
    spansOf(evidence, "last").some(({ kind }) => kind === "server"),
    "the spans of the last request before the stop never arrived",
  );
  return `stopped in ${exit.afterMs} ms`;
});

function reached(evidence: Parameters<typeof spansOf>[0], id: string) {
  const spans = spansOf(evidence, id);
  if (spans.length === 0) throw new NotReached("no span of the request arrived");
  return spans;
}
