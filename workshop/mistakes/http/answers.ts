import { ownThrow, thrown } from "../../facts/thrown.ts";
import { pointAt } from "../../facts/code-at.ts";
import { spansOf } from "../../facts/run-facts.ts";
import type { Mistake } from "../mistake.ts";
import { homeProblem } from "../../facts/home-answer.ts";
import { lineInFile } from "../../facts/where.ts";
import { running } from "../../facts/backend-state.ts";
import { silentMiddleware } from "../../facts/silent-middleware.ts";

const LEARN = "it-does-not-start";
const ROUTE =
  'app.get("/api/activities/home", async (request, response) => {\n  response.json(await homeActivities(signedInUser(request)));\n});';

/** Whether the backend still answers as it did before the step. */
export const httpAnswerMistakes: readonly Mistake[] = [
  {
    id: "died-while-it-answered",
    symptom: true,
    learn: LEARN,
    when: ({ run }) => {
      const home = run?.visits.find(({ id }) => id === "home");
      return (
        run?.uncaught?.phase === "work" &&
        home &&
        home.status === undefined && {
          message: `The backend died while it served GET /api/activities/home: ${run.uncaught.message.split("\n")[0]?.slice(0, 200)}`,
          ...run.uncaught.at,
          fix: "Look at that line; the error is its own, and the request found nobody any more.",
        }
      );
    },
  },
  {
    id: "ended-while-it-answered",
    learn: LEARN,
    when: ({ run }) => {
      const at = run?.exitCall?.at;
      return (
        running(run) &&
        run.flush.kind === "not-asked" &&
        !run.uncaught &&
        at && {
          message: `The backend ended itself while requests came: ${at.file}:${at.line} calls process.exit(). What the batch processor held is lost, and the next request finds nobody.`,
          ...at,
          fix: "Take that line away. A backend ends when it is told to, by a signal.",
        }
      );
    },
  },
  {
    id: "home-does-not-answer",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const home = run?.visits.find(({ id }) => id === "home");
      const place = ownThrow(run);
      // The error that ended the backend may have spoilt the answer too, unless a line of its own did.
      if (!home || home.status === 200 || (run?.uncaught && !place)) return undefined;
      const why = place
        ? `, because the code throws: ${thrown(run)[0]}`
        : `: ${home.response?.slice(0, 160)}`;
      const silent = home.error && !place ? silentMiddleware(evidence) : undefined;
      if (silent)
        return {
          message: `The backend listens, but GET /api/activities/home got no answer: ${home.error}. This middleware neither answers nor calls next(), so a request that comes to it ends there.`,
          ...pointAt(silent),
          fix: "As its last line:\nnext();\nnext is its third parameter: (request, response, next).",
        };
      return {
        message: home.error
          ? `The backend listens, but GET /api/activities/home got no answer: ${home.error}.`
          : `GET /api/activities/home answered ${home.status}${why}`,
        ...place,
        fix: "This step changes no route and no service. See what is different from the finished step: npm run solution 4",
      };
    },
  },
  {
    id: "home-answered-by-another-route",
    learn: LEARN,
    when: (evidence) => {
      const server = spansOf(evidence, "home").find(({ kind }) => kind === "server");
      const route = server?.fields["http.route"];
      return (
        typeof route === "string" &&
        /[:*@]/.test(route) && {
          message: `GET /api/activities/home was answered by the route ${route}: the route of its own is gone, or stands behind that one.`,
          file: "backend/src/app.ts",
          ...lineInFile(evidence, "backend/src/app.ts", route),
          fix: `Bring it back, in front of the others:\n${ROUTE}`,
        }
      );
    },
  },
  {
    id: "home-answers-something-else",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const home = evidence.run?.visits.find(({ id }) => id === "home");
      const problem = home?.status === 200 ? homeProblem(evidence) : undefined;
      return (
        problem && {
          message: `GET /api/activities/home answered, but not with the activities of the service behind it: ${problem}.`,
          file: "backend/src/app.ts",
          ...lineInFile(evidence, "backend/src/app.ts", "/api/activities/home"),
          fix: `This step leaves the routes and the services as they are:\n${ROUTE}`,
        }
      );
    },
  },
];
