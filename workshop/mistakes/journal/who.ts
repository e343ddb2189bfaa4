import type { Mistake } from "../mistake.ts";
import { answerTo, termsIn, usersIn } from "../../facts/journal-questions.ts";
import { factsOf, given, short } from "./wrong-number.ts";

/** Another user than the slow one, or another search than the failing one. */
export const whoMistakes: readonly Mistake[] = [
  {
    id: "wrong-user", symptom: true,
    learn: "what-sets-them-apart",
    when: (evidence) => {
      const facts = factsOf(evidence);
      const answer = answerTo(evidence, "07-slow-user");
      if (!facts || answer === "") return undefined;
      const users = usersIn(answer, facts);
      if (users.length === 1 && users[0] === facts.slowUser) return undefined;
      const [user] = users;
      return {
        message:
          users.length > 1
            ? `${short(answer)} names ${users.length} users. Half of each one's requests tell which of them is slow.`
            : user
              ? `Half of ${user}'s requests to the home feed took less than ${Math.ceil(facts.homeByUser.get(user) ?? 0)} ms. Somebody waits much longer.`
              : `No user of the run is called ${short(answer)}; a handle is meant, such as garek, from the name of the user's app.`,
        ...given(evidence, "07-slow-user"),
        fix: 'Compare them: "breakdowns": ["user_agent.original"], with P50(duration_ms), and look at the first row.',
      };
    },
  },
  {
    id: "wrong-search", symptom: true,
    learn: "what-sets-them-apart",
    when: (evidence) => {
      const facts = factsOf(evidence);
      const answer = answerTo(evidence, "07-failing-search");
      if (!facts || answer === "") return undefined;
      const terms = termsIn(answer, facts);
      if (terms.length > 0 && terms.every((term) => facts.failingTerms.has(term))) return undefined;
      const works = terms.find((term) => !facts.failingTerms.has(term));
      return {
        message: works
          ? `The search for ${works} was answered with 200 in the run. Another one fails each time.`
          : `${short(answer)} is no term that was searched for in the run. The word behind term= is meant.`,
        ...given(evidence, "07-failing-search"),
        fix: '"filters": [{ "column": "error", "op": "=", "value": true }], "breakdowns": ["url.query"]',
      };
    },
  },
];
