import { replace, type WrongAnswer } from "../example.ts";
import { inFunction, notLoaded, proxy, setup, without } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const MAIN = "frontend/src/main.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "page-instrumentation-missing",
    made: "nothing was written yet",
    outcome: "open",
    step: "frontend-latency",
    change: {
      [SETUP]: null,
      [MAIN]: notLoaded,
      "frontend/vite.config.ts": proxy(""),
      "backend/src/app.ts": without(', "traceparent"'),
    },
  },
  {
    finding: "page-instrumentation-not-loaded",
    made: "nobody imports the file",
    step: "frontend-latency",
    change: { [MAIN]: notLoaded },
  },
  {
    finding: "web-provider-not-registered",
    made: "the provider is made and not registered",
    step: "frontend-latency",
    change: { [SETUP]: without("trace.setGlobalTracerProvider(provider);\n") },
  },
  {
    finding: "web-provider-not-registered",
    made: "the same, with the processor's options in a variable",
    step: "frontend-latency",
    unsaid: /The processor got no exporter/,
    change: {
      [SETUP]: setup([
        ["trace.setGlobalTracerProvider(provider);\n", ""],
        ["const provider", "const options = { exporter, scheduledDelayMillis: 500 };\n\nconst provider"],
        [/BatchSpanProcessor\(\{.*\}\)/, "BatchSpanProcessor(options)"],
      ]),
    },
  },
  {
    finding: "fetch-is-not-watched",
    made: "no FetchInstrumentation",
    step: "frontend-latency",
    change: { [SETUP]: without(/new FetchInstrumentation\(.*\n/) },
  },
  {
    finding: "fetch-is-not-watched",
    made: "the instrumentation is switched off",
    step: "frontend-latency",
    change: { [SETUP]: replace("new FetchInstrumentation({", "new FetchInstrumentation({ enabled: false,") },
  },
  {
    finding: "web-sampled-away",
    made: "AlwaysOffSampler",
    entries: ["G01"],
    step: "frontend-latency",
    change: {
      [SETUP]: setup([
        ["StackContextManager,", "StackContextManager, AlwaysOffSampler,"],
        ["spanProcessors:", "sampler: new AlwaysOffSampler(),\n  spanProcessors:"],
      ]),
    },
  },
  {
    finding: "web-setup-not-called",
    made: "a function that nobody calls",
    step: "frontend-latency",
    says: "startTracing()",
    change: { [SETUP]: inFunction },
  },
  {
    finding: "fetch-is-not-watched",
    made: "switched off by options from another variable",
    step: "frontend-latency",
    says: "is switched off",
    change: {
      [SETUP]: replace(
        "new FetchInstrumentation({",
        "const off = { enabled: false };\nnew FetchInstrumentation({ ...off,",
      ),
    },
  },
  {
    finding: "page-instrumentation-not-loaded",
    made: "a name is imported of it, and not used",
    step: "frontend-latency",
    says: "uses nothing of it",
    fix: 'import "./instrumentation.ts";',
    change: {
      [MAIN]: replace('import "./instrumentation.ts";', 'import { provider } from "./instrumentation.ts";'),
      [SETUP]: replace("const provider", "export const provider"),
    },
  },
];
