import {
  item,
  leavesWorkBehind,
  NotReached,
  ownReceived,
  promise,
  strayProblem,
  type JudgedEvidence,
  serviceAnswerProblem,
  ANONYMOUS,
  ELSEWHERE,
  isNameless,
  outlives,
  SIGNED_IN,
  startedElsewhere,
  USER,
  userRequests,
  VISITS,
} from "#course-kit";

item("every service answers as before", (evidence) => {
  for (const id of VISITS) {
    const problem = serviceAnswerProblem(evidence, id);
    promise(!problem, problem ?? "");
  }
  return `${VISITS.length} requests at once`;
});

item("app.user_id on the request's own span says who asked, also when several ask at once", (evidence) => {
  const requests = reached(evidence, SIGNED_IN);
  for (const { what, user, server } of requests) {
    const value = server.fields[USER];
    promise(value !== undefined, `${what} has none`);
    promise(value === user, `${what} has ${JSON.stringify(value)}`);
  }
  return `${requests.length} users`;
});

item("a request of nobody is given no name", (evidence) => {
  if (reached(evidence, SIGNED_IN).every(({ server }) => server.fields[USER] === undefined))
    throw new NotReached("no request has an app.user_id yet");
  for (const { what, server } of reached(evidence, ANONYMOUS)) {
    const value = server.fields[USER];
    promise(isNameless(value), `${what} has ${JSON.stringify(value)}`);
  }
});

item("another service makes a span of your own, around its work", (evidence) => {
  reached(evidence, VISITS);
  const spans = started(evidence, "only the home feed does");
  const early = spans.find((span) => leavesWorkBehind(evidence, span));
  promise(!early, `${early?.name} ends while the store is still at work`);
  return [...new Set(spans.map(({ name }) => name))].slice(0, 3).join(", ");
});

item("your spans end exactly once, also when the work fails", (evidence) => {
  const spans = started(evidence);
  const open = spans.find(({ ended }) => ended === 0);
  promise(!open, `${open?.name} stays open`);
  const twice = spans.find(({ ended }) => ended > 1);
  promise(!twice, `${twice?.name} is ended ${twice?.ended} times`);
  return `${spans.length} spans`;
});

item("your spans are part of their own requests, one inside the other", (evidence) => {
  const own = new Map(started(evidence).map((span) => [span.spanId, span]));
  const spans = ownReceived(evidence).filter(({ spanId }) => own.has(spanId));
  if (spans.length === 0) throw new NotReached("none arrived");
  for (const span of spans) {
    const problem = strayProblem(evidence, span);
    promise(!problem, problem ?? "");
    const parent = own.get(span.parentSpanId ?? "");
    promise(
      !outlives(own.get(span.spanId), parent),
      `${span.name} ends after ${parent?.name}, which it is part of`,
    );
  }
});

function started(evidence: JudgedEvidence, because?: string) {
  const spans = startedElsewhere(evidence);
  const answered = evidence.run?.visits.some(({ id, status }) => ELSEWHERE.includes(id) && status === 200);
  promise(because === undefined || spans.length > 0 || !answered, because ?? "");
  if (spans.length === 0) throw new NotReached("no other service makes one yet");
  return spans;
}

function reached(evidence: JudgedEvidence, ids: readonly string[]) {
  const requests = userRequests(evidence, ids);
  if (requests.length === 0) throw new NotReached("no span of a request arrived");
  return requests;
}
