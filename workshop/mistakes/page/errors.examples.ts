import { replace, type WrongAnswer } from "../example.ts";
import { notLoaded, without } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const MAIN = "frontend/src/main.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "page-code-stopped",
    made: "a name that nobody imported",
    step: "frontend-latency",
    change: { [SETUP]: without("StackContextManager, ") },
  },
  {
    finding: "web-part-of-another-kind",
    made: "a propagator's class, without new",
    step: "frontend-latency",
    at: `${SETUP}:19`,
    says: "setGlobalPropagator",
    change: { [SETUP]: replace("new W3CTraceContextPropagator()", "W3CTraceContextPropagator as any") },
  },
  {
    finding: "web-part-of-another-kind",
    made: "the exporter among the processors",
    step: "frontend-latency",
    says: "is not a processor",
    change: { [SETUP]: replace(/\[new BatchSpanProcessor.*\]/, "[exporter as any]") },
  },
  {
    finding: "page-script-is-no-module",
    made: "a plain script in index.html",
    step: "frontend-latency",
    change: {
      [MAIN]: notLoaded,
      "frontend/index.html": replace(
        "    <script ",
        '    <script src="/src/instrumentation.ts"></script>\n    <script ',
      ),
    },
  },
  {
    finding: "page-code-stopped",
    made: "BACKEND_URL is not imported",
    step: "frontend-latency",
    at: `${SETUP}:21`,
    change: { [SETUP]: without('import { BACKEND_URL } from "./backend-url.ts";\n') },
  },
  {
    finding: "page-code-stopped",
    made: "index.html lost what main.ts looks for",
    step: "frontend-latency",
    says: "Cannot read properties of null",
    change: { "frontend/index.html": replace('id="write"', 'id="writing"') },
  },
  {
    finding: "page-code-stopped",
    made: "an import is commented out",
    step: "frontend-latency",
    at: `${SETUP}:10`,
    change: { [SETUP]: replace("import { OTLPTraceExporter }", "// import { OTLPTraceExporter }") },
  },
];
