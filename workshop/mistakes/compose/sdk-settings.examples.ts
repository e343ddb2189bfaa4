import { type WrongAnswer, replace } from "../example.ts";
import { ENDPOINT, FILE, compose, more } from "../example-files/compose-text.ts";
import { withVariable } from "../example-files/set-up-changes.ts";

const METRICS = / *OTEL_METRICS_EXPORTER: "none"\n/;

export const wrongAnswers: readonly WrongAnswer[] = [
  ...(
    [
      {
        finding: "tracing-switched-off",
        made: "OTEL_SDK_DISABLED",
        entries: ["G04"],
        change: more('OTEL_SDK_DISABLED: "true"'),
      },
      {
        finding: "tracing-switched-off",
        made: "always_off",
        entries: ["G04"],
        change: more("OTEL_TRACES_SAMPLER: always_off"),
      },
      {
        finding: "exporter-unknown",
        made: "an exporter's name from Python",
        says: "otlp_proto_http",
        change: more('OTEL_TRACES_EXPORTER: "otlp_proto_http"'),
      },
      {
        finding: "timeout-in-milliseconds",
        made: "ten seconds, as Python counts them",
        says: "OTEL_EXPORTER_OTLP_TIMEOUT is 10",
        change: more('OTEL_EXPORTER_OTLP_TIMEOUT: "10"'),
      },
      {
        finding: "sampler-unknown",
        made: "a sampler called ratio",
        entries: ["G02"],
        says: "ratio",
        change: more("OTEL_TRACES_SAMPLER: ratio"),
      },
      {
        finding: "few-traces-kept",
        made: "one trace of a hundred",
        entries: ["G04", "G06"],
        says: "0.01",
        change: more("OTEL_TRACES_SAMPLER: traceidratio", 'OTEL_TRACES_SAMPLER_ARG: "0.01"'),
      },
      {
        finding: "propagator-of-its-own",
        made: "b3 alone",
        entries: ["F07"],
        says: "b3",
        change: more("OTEL_PROPAGATORS: b3"),
      },
      {
        finding: "log-level-unknown",
        made: "warning instead of warn",
        says: "warning",
        change: compose('OTEL_LOG_LEVEL: "warn"', "OTEL_LOG_LEVEL: warning"),
      },
      {
        finding: "log-level-missing",
        made: "the starter's line was taken out",
        change: compose(/ *OTEL_LOG_LEVEL: "warn"\n/, ""),
      },
      {
        finding: "other-signals-not-switched-off",
        made: "metrics are not switched off, and only the traces have an endpoint",
        entries: ["G09"],
        says: "localhost:4318",
        change: {
          [FILE]: (text: string) =>
            replace(
              METRICS,
              "",
            )(text).replace(
              ENDPOINT,
              () => 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://api.honeycomb.io/v1/traces"',
            ),
        },
      },
      {
        finding: "other-signals-not-switched-off",
        made: "metrics are not switched off, and go where the traces go",
        entries: ["G10"],
        says: "metrics",
        change: compose(METRICS, ""),
      },
      {
        finding: "protocol-not-for-http",
        made: "grpc as protocol",
        entries: ["B10"],
        says: "grpc",
        change: more("OTEL_EXPORTER_OTLP_PROTOCOL: grpc"),
      },
    ] as const
  ).map((each): WrongAnswer => ({
    step: "compose-env-vars",
    inShort: true,
    outcome: "advice",
    ...each,
  })),
  {
    finding: "sampler-unknown",
    made: "OTEL_TRACES_SAMPLER: always-off",
    entries: ["G02"],
    outcome: "advice",
    step: "initialize-provider",
    change: withVariable("OTEL_TRACES_SAMPLER", "always-off"),
  },
];
