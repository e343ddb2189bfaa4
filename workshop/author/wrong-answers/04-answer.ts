import { APP, HOME } from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;

/** Backends that no longer answer as they did. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "home-answered-by-another-route",
    made: "the route was renamed",
    step,
    change: { "backend/src/app.ts": replace('"/api/activities/home"', '"/api/home"') },
  },
  {
    finding: "home-does-not-answer",
    made: "the service behind it throws",
    step,
    change: {
      "backend/src/services/home-activities.ts": replace(
        "const now",
        'throw new Error("no activities");\n  const now',
      ),
    },
  },
  {
    finding: "died-while-it-answered",
    made: "a timer of the middleware throws",
    step,
    inShort: true,
    change: {
      [APP]: replace(
        "app.use(express.json());",
        'app.use(express.json());\n  app.use(() => {\n    setImmediate(() => {\n      throw new Error("no prune juice");\n    });\n  });',
      ),
    },
  },
  {
    finding: "home-answers-something-else",
    made: "the service was emptied",
    step,
    inShort: true,
    change: {
      [HOME]: "export async function homeActivities(_user?: string): Promise<never[]> {\n  return [];\n}\n",
    },
  },
  {
    finding: "home-answers-something-else",
    made: "the route answers with fixed activities",
    step,
    change: {
      [APP]: replace(
        "response.json(await homeActivities(signedInUser(request)));",
        'void homeActivities;\n    response.json([{ uuid: "1", handle: "Worf", message: "Prune juice", created_at: "2023-03-01T00:00:00Z" }]);',
      ),
    },
  },
  {
    finding: "home-does-not-answer",
    made: "a middleware that hands nothing on",
    step,
    at: `${APP}:20`,
    says: "neither answers nor calls next()",
    change: {
      [APP]: replace(
        "app.use(express.json());",
        "app.use(express.json());\n  app.use((request) => console.log(request.url));",
      ),
    },
  },
];
