import {
  item,
  NotReached,
  promise,
  visit,
  type JudgedEvidence,
  homeRequests,
  KEYS,
  LENGTH,
  lengthProblem,
  NOW,
  nowProblem,
} from "#course-kit";
import { scenario } from "./scenario.ts";

item("app.now and app.result_length are on each span home-activities-mock-data", (evidence) => {
  for (const key of KEYS) {
    const without = requests(evidence).find(({ span }) => span.fields[key] === undefined);
    promise(!without, `${without?.who} has no ${key}`);
  }
  return `${requests(evidence).length} spans`;
});

item("app.now is the time of its own request, as ISO text", (evidence) => {
  const some = having(evidence, NOW);
  for (const request of some) {
    const problem = nowProblem(evidence, request);
    promise(!problem, problem ?? "");
  }
  return String(some.at(-1)?.span.fields[NOW]);
});

item("app.result_length is the number of activities in its own answer", (evidence) => {
  const some = having(evidence, LENGTH);
  for (const { id, headers } of (scenario.visits ?? []).flat()) {
    const { status } = visit(evidence, id);
    const who = headers ? `the request of ${headers["x-cruddur-user"]}` : "an anonymous request";
    promise(status === 200, `${who} got ${status ?? "no answer"}, so there is no list to count`);
  }
  for (const request of some) {
    const problem = lengthProblem(evidence, request);
    promise(!problem, problem ?? "");
  }
  return [...new Set(some.map(({ span }) => String(span.fields[LENGTH])))].sort().join(" and ");
});

function having(evidence: JudgedEvidence, key: string) {
  const some = requests(evidence).filter(({ span }) => span.fields[key] !== undefined);
  if (some.length === 0) throw new NotReached(`no span has ${key}`);
  return some;
}

function requests(evidence: JudgedEvidence) {
  const all = homeRequests(evidence);
  if (all.length === 0) throw new NotReached("no span home-activities-mock-data arrived");
  return all;
}
