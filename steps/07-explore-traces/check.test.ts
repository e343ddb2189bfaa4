import {
  item,
  NotReached,
  promise,
  week2Of,
  type JudgedEvidence,
  answerTo,
  isLoad,
  isNear,
  milliseconds,
  HOME_SPAN,
  LENGTH,
  QUESTIONS,
  runFacts,
  says,
  termsIn,
  usersIn,
  type Question,
} from "#course-kit";

/** No later step builds on answers in the journal. */
const apart = { blocks: false };

item(
  "npm run load has recorded the run week2, with your span and its fields",
  (evidence) => {
    promise(evidence.recorded?.week2, "the run week2 is not recorded yet");
    const { spans } = week2Of(evidence);
    promise(
      spans.some(({ name }) => name === HOME_SPAN),
      `no span of the run is called ${HOME_SPAN}`,
    );
    promise(
      spans.some(({ fields }) => fields[LENGTH] !== undefined),
      `no span of the run has ${LENGTH}`,
    );
    promise(isLoad(runFacts(evidence)), "the run holds other traffic than npm run load sends");
    return `${spans.length} spans`;
  },
  apart,
);

item(
  "your journal says how many traces the run holds",
  (evidence) => {
    const answer = answered(evidence, "07-traces");
    promise(says(answer, runFacts(evidence).traces), `it says ${answer}; the run holds another number`);
    return answer;
  },
  apart,
);

item(
  "your journal says how long the longest result is",
  (evidence) => {
    const answer = answered(evidence, "07-longest-result");
    const { longest, lengths } = runFacts(evidence);
    if (lengths.length === 0) throw new NotReached(`no span of the run has ${LENGTH}`);
    promise(says(answer, longest), `it says ${answer}; the largest ${LENGTH} of the run is another one`);
    return answer;
  },
  apart,
);

item(
  "your journal says the P90 of the home feed's duration, within 5 %",
  (evidence) => {
    const answer = answered(evidence, "07-p90");
    const { p90, homes } = runFacts(evidence);
    if (homes.length === 0) throw new NotReached("the run holds no request to the home feed");
    promise(
      milliseconds(answer).some((value) => isNear(value, p90)),
      `it says ${answer}; the P90 of the home feed in the run is another one`,
    );
    return answer;
  },
  apart,
);

item(
  "your journal names the slow user and the failing search",
  (evidence) => {
    const facts = runFacts(evidence);
    const user = answered(evidence, "07-slow-user");
    const users = usersIn(user, facts);
    promise(users.length === 1 && users[0] === facts.slowUser, `of the slow user it says ${user}`);
    const search = answered(evidence, "07-failing-search");
    const terms = termsIn(search, facts);
    promise(
      terms.length > 0 && terms.every((term) => facts.failingTerms.has(term)),
      `of the failing search it says ${search}`,
    );
    return `${user}, ${search}`;
  },
  apart,
);

function answered(evidence: JudgedEvidence, id: Question): string {
  week2Of(evidence);
  const answer = answerTo(evidence, id);
  promise(answer !== "", `the line \`Answer (${id}):\` in journal/week2.md is still empty: ${QUESTIONS[id]}`);
  return answer;
}
