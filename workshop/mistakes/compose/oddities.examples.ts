import type { WrongAnswer } from "../example.ts";
import { compose, ITEMS, list, more } from "../example-files/compose-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = (
  [
    {
      finding: "another-variable-misspelt",
      made: "OTEL_TRACE_SAMPLER",
      entries: ["A18", "G02"],
      says: "OTEL_TRACES_SAMPLER",
      change: more("OTEL_TRACE_SAMPLER: always_on"),
    },
    {
      finding: "dollar-taken-for-a-variable",
      made: "a dollar in a value",
      entries: ["B19"],
      says: "$FIVE",
      change: more('OTEL_RESOURCE_ATTRIBUTES: "note=cost$FIVE"'),
    },
    {
      finding: "quotes-in-a-value",
      made: "quotation marks in a list entry",
      entries: ["B14"],
      change: list(...ITEMS, 'OTEL_LOG_LEVEL="warn"'),
    },
    {
      finding: "blank-in-a-value",
      made: "a blank behind the equals sign",
      change: list(...ITEMS, "OTEL_LOG_LEVEL= warn"),
    },
    {
      finding: "several-compose-files",
      made: "an older compose file beside it",
      entries: ["B23"],
      change: { "docker-compose.yaml": "services:\n  backend:\n    build: ./backend\n" },
    },
    {
      finding: "service-behind-a-profile",
      made: "a profile",
      says: "--profile tracing",
      change: compose("    build: ./backend", "    profiles: [tracing]\n    build: ./backend"),
    },
    {
      finding: "bind-mount-hides-packages",
      made: "the folder over the one in the container",
      entries: ["B29"],
      says: "./backend:/app",
      change: compose("    build: ./backend", "    volumes:\n      - ./backend:/app\n    build: ./backend"),
    },
  ] as const
).map((each): WrongAnswer => ({
  step: "compose-env-vars",
  inShort: true,
  outcome: "advice",
  ...each,
}));
