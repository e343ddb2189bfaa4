import { replace, type WrongAnswer } from "../example.ts";
import { propagates } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const MAIN = "frontend/src/main.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "page-file-missing",
    made: "main.ts imports another name",
    step: "frontend-latency",
    at: `${MAIN}:1`,
    change: { [MAIN]: replace("./instrumentation.ts", "./tracing.ts") },
  },
  {
    finding: "page-does-not-parse",
    made: "a bracket is missing",
    step: "frontend-latency",
    change: { [SETUP]: replace("new W3CTraceContextPropagator());", "new W3CTraceContextPropagator(;") },
  },
  {
    finding: "page-file-missing",
    made: "the file lies beside src",
    step: "frontend-latency",
    says: "There is frontend/instrumentation.ts.",
    change: { [SETUP]: null, "frontend/instrumentation.ts": 'import "@opentelemetry/api";\n' },
  },
  {
    finding: "page-does-not-parse",
    made: "slashes in an expression",
    step: "frontend-latency",
    fix: "/^http:\\/\\/localhost",
    change: { [SETUP]: propagates("[/^http://localhost:4567/]") },
  },
  {
    finding: "page-not-whole",
    made: "index.html was deleted",
    step: "frontend-latency",
    says: "there is no frontend/index.html",
    change: { "frontend/index.html": null },
  },
  {
    finding: "page-not-whole",
    made: "index.html asks for a script that is not there",
    step: "frontend-latency",
    says: "The page asks for /src/app.ts",
    at: "frontend/index.html:26",
    change: { "frontend/index.html": replace("/src/main.ts", "/src/app.ts") },
  },
  {
    finding: "page-not-whole",
    made: "main.ts was moved",
    step: "frontend-latency",
    says: "There is frontend/main.ts",
    change: { [MAIN]: null, "frontend/main.ts": "export {};\n" },
  },
  {
    finding: "page-file-missing",
    made: "one file imports the backend's address from the wrong folder, and another one is right",
    step: "frontend-latency",
    at: `${SETUP}:7`,
    says: "frontend/src/instrumentation.ts imports ../backend-url.ts",
    fix: 'import { BACKEND_URL } from "./backend-url.ts";',
    unsaid: /cruddur-api\.ts imports/,
    change: { [SETUP]: replace('"./backend-url.ts"', '"../backend-url.ts"') },
  },
];
