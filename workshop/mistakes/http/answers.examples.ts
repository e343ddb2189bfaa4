import { type WrongAnswer, replace } from "../example.ts";
import { HOME, APP } from "../example-files/set-up-changes.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "home-answered-by-another-route",
    made: "the route was renamed",
    step: "initialize-provider",
    change: { "backend/src/app.ts": replace('"/api/activities/home"', '"/api/home"') },
  },
  {
    finding: "home-answers-something-else",
    made: "the service was emptied",
    step: "initialize-provider",
    inShort: true,
    change: {
      [HOME]: "export async function homeActivities(_user?: string): Promise<never[]> {\n  return [];\n}\n",
    },
  },
  {
    finding: "home-answers-something-else",
    made: "the route answers with fixed activities",
    step: "initialize-provider",
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
    step: "initialize-provider",
    at: `${APP}:20`,
    says: "neither answers nor calls next()",
    change: {
      [APP]: replace(
        "app.use(express.json());",
        "app.use(express.json());\n  app.use((request) => console.log(request.url));",
      ),
    },
  },
  {
    finding: "ended-while-it-answered",
    made: "process.exit() in a route",
    step: "initialize-provider",
    unsaid: /no exporter/,
    change: {
      [APP]: replace(
        "response.json(await homeActivities(signedInUser(request)));",
        "response.json(await homeActivities(signedInUser(request)));\n    process.exit(0);",
      ),
    },
  },
];
