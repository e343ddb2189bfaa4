import {
  item,
  NotReached,
  ownStarted,
  promise,
  strayProblem,
  visit,
  type JudgedEvidence,
  type ReceivedSpan,
  homeAnswerProblem,
  describeVisit,
  FAILING_VISIT,
  HOME_VISITS,
  lastingProblem,
  sentFrom,
  HOME_SPAN,
  startedIn,
  TRACER,
} from "#course-kit";

item("the home feed answers as before", (evidence) => {
  for (const id of HOME_VISITS) {
    const problem = homeAnswerProblem(evidence, id);
    promise(!problem, problem ?? "");
  }
  return "3 activities, 4 when signed in";
});

item("each request for the home feed makes one span home-activities-mock-data", (evidence) => {
  for (const id of HOME_VISITS) {
    const found = startedIn(evidence, id).length;
    const who = describeVisit(visit(evidence, id));
    promise(found > 0, `${who} made none${others(evidence)}`);
    promise(found === 1, `${who} made ${found}`);
  }
  promise(startedIn(evidence, "notifications").length === 0, "a request for the notifications made one too");
  return `${HOME_VISITS.length} requests, ${HOME_VISITS.length} spans`;
});

item("its tracer is home.activities", (evidence) => {
  const scopes = new Set(started(evidence).map(({ scope }) => scope));
  const wrong = [...scopes].find((scope) => scope !== TRACER);
  promise(wrong === undefined, wrong ? `the tracer is ${wrong}` : "the tracer has no name");
});

item("it ends exactly once, also when the work fails", (evidence) => {
  const spans = started(evidence);
  const open = spans.filter(({ ended }) => ended === 0);
  const onlyFailing = open.length > 0 && open.every(({ visit: id }) => id === FAILING_VISIT);
  promise(open.length === 0, onlyFailing ? "it stays open when the store fails" : "it is never ended");
  promise(
    spans.every(({ ended }) => ended === 1),
    "end() was called more than once",
  );
  sent(evidence);
});

item("it is part of its own request, also when several run at once", (evidence) => {
  const spans = sent(evidence);
  for (const span of spans) {
    const problem = strayProblem(evidence, span);
    promise(!problem, problem ?? "");
  }
  return `${spans.length} spans in ${new Set(spans.map(({ traceId }) => traceId)).size} traces`;
});

item("it lasts as long as the work does", (evidence) => {
  const spans = started(evidence).filter(({ ended }) => ended > 0);
  if (spans.length === 0) throw new NotReached("no such span has ended");
  for (const span of spans) {
    const problem = lastingProblem(evidence, span);
    promise(!problem, problem ?? "");
  }
  return `open while the store worked, ${spans.length} times`;
});

function started(evidence: JudgedEvidence) {
  const spans = startedIn(evidence, ...HOME_VISITS);
  if (spans.length === 0) throw new NotReached("no such span was started");
  return spans;
}

function sent(evidence: JudgedEvidence): ReceivedSpan[] {
  started(evidence);
  const spans = sentFrom(evidence, ...HOME_VISITS);
  if (spans.length === 0) throw new NotReached("no such span arrived");
  return spans;
}

function others(evidence: JudgedEvidence): string {
  const names = [...new Set(ownStarted(evidence).map(({ name }) => name))].filter(
    (name) => name !== HOME_SPAN,
  );
  return names.length > 0 ? `; spans of your own: ${names.slice(0, 3).join(", ")}` : "";
}
