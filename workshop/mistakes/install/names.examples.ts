import type { WrongAnswer } from "../example.ts";
import { withMore, without, dependencies } from "../example-files/manifest-text.ts";

const MANIFEST = "backend/package.json";
const O = "@opentelemetry/";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "packages-of-another-language",
    made: "Python's names",
    step: "install-packages",
    change: {
      [MANIFEST]: (text) =>
        dependencies((names) => ({ ...names, "opentelemetry-api": "*" }))(without("*")(text)),
    },
  },
  {
    finding: "packages-from-old-articles",
    made: "an article of 2021",
    step: "install-packages",
    entries: ["C11", "C19"],
    inShort: true,
    change: {
      [MANIFEST]: (text) =>
        dependencies((names) => ({ ...names, [`${O}node`]: "0.24.0", [`${O}tracing`]: "0.24.0" }))(
          without("*")(text),
        ),
    },
  },
  ...(
    [
      ["the scope with a hyphen", "@open-telemetry/sdk-node", "sdk-node"],
      ["no scope", "opentelemetry/sdk-node", "sdk-node"],
      ["two words changed places", `${O}exporter-otlp-trace-http`, "exporter-trace-otlp-http"],
      ["instrument instead of instrumentation", `${O}instrument-express`, "instrumentation-express"],
      ["a letter of the scope forgotten", "@opentelemtry/sdk-node", "sdk-node"],
      ["the library alone", `${O}express`, "instrumentation-express"],
      ["the words the other way round", `${O}express-instrumentation`, "instrumentation-express"],
      ["half of the name", `${O}exporter-otlp`, "exporter-trace-otlp-http"],
      ["the plural", `${O}instrumentations-http`, "instrumentation-http"],
      ["the SDK without node", `${O}sdk-nodejs`, "sdk-node"],
    ] as const
  ).map(([made, name, meant], index): WrongAnswer => ({
    finding: "package-name-misspelt",
    made,
    step: "install-packages",
    inShort: index === 0,
    says: name,
    fix: `npm uninstall ${name} && npm install ${O}${meant})`,
    change: { [MANIFEST]: (text) => withMore({ [name]: "^1.0.0" })(without(O + meant)(text)) },
  })),
  ...(
    [
      ["the exporter for gRPC", "exporter-trace-otlp-grpc", "exporter-trace-otlp-http", ["B10"]],
      ["the exporter for metrics", "exporter-metrics-otlp-http", "exporter-trace-otlp-http", ["G09"]],
      ["Zipkin's exporter", "exporter-zipkin", "exporter-trace-otlp-http", []],
      ["the SDK for metrics", "sdk-metrics", "sdk-node", []],
      ["the base of all instrumentations", "instrumentation", "instrumentation-express", []],
      ["an instrumentation for Koa", "instrumentation-koa", "instrumentation-express", []],
    ] as const
  ).map(([made, name, gone, entries], index): WrongAnswer => ({
    finding: "package-of-another-kind",
    made,
    step: "install-packages",
    inShort: index === 0,
    entries,
    says: name,
    change: { [MANIFEST]: (text) => withMore({ [O + name]: "^0.301.0" })(without(O + gone)(text)) },
  })),
  ...(
    [
      {
        finding: "end-of-life-package",
        made: "Honeycomb's own distribution beside the five",
        entries: ["C19"],
        says: "@honeycombio/opentelemetry-node",
        change: { [MANIFEST]: withMore({ "@honeycombio/opentelemetry-node": "^0.7.0" }) },
      },
    ] as const
  ).map((each): WrongAnswer => ({ step: "install-packages", inShort: true, outcome: "advice", ...each })),
  {
    finding: "package-name-misspelt",
    made: "one of the five without its scope, which is no name of Python's",
    step: "install-packages",
    unsaid: /Python/,
    change: {
      [MANIFEST]: dependencies((names) =>
        Object.fromEntries(
          Object.entries(names).map(([name, version]) => [
            name === `${O}instrumentation-express` ? "opentelemetry-instrumentation-express" : name,
            version,
          ]),
        ),
      ),
    },
  },
];
