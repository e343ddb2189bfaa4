import { entry } from "./entry.ts";

export const afterwards = [
  entry("G01", "the caller decided that nothing is recorded"),
  entry("G02", "a sampler that there is not"),
  entry("G04", "a sampler left off, or a tiny share"),
  entry("G06", "a share is recorded, and counts are not multiplied"),
  entry("G07", "a logger loaded before the SDK", {
    outcome: "taught",
    why: "this week sends no logs",
    lesson: "steps/04-initialize-provider/README.md#it-only-looks-wrong",
  }),
  entry("G08", "logs that know their trace and are not sent", {
    outcome: "taught",
    why: "this week sends no logs",
    lesson: "steps/04-initialize-provider/README.md#it-only-looks-wrong",
  }),
  entry("G09", "metrics and logs that nobody asked for"),
  entry("G10", "metrics without a dataset"),
  entry("G11", "waiting for metrics, which come once a minute", {
    outcome: "taught",
    why: "this week sends no metrics",
    lesson: "steps/04-initialize-provider/README.md#it-only-looks-wrong",
  }),
  entry("G12", "looking before the batch has left", {
    outcome: "taught",
    why: "the check flushes before it looks",
    lesson: "steps/04-initialize-provider/README.md#it-only-looks-wrong",
  }),
  entry("G13", "a counter made before the SDK started"),
  entry("G14", "the wrong time range, or a wrong clock", {
    outcome: "taught",
    why: "it is in the question, not in the files",
    lesson: "steps/07-explore-traces/README.md#the-question-not-the-data",
  }),
  entry("G15", "the wrong dataset"),
  entry("G16", "a query for roots, and the root is missing"),
  entry("G18", "the first value decided a column's type"),
  entry("G19", "a link to another team's environment", {
    outcome: "taught",
    why: "it is in a bookmark",
    lesson: "steps/07-explore-traces/README.md#the-question-not-the-data",
  }),
  entry("G20", "a queue that overflows", {
    outcome: "taught",
    why: "a check is far from so many spans",
    lesson: "steps/04-initialize-provider/README.md#it-only-looks-wrong",
  }),
  entry("G21", "more events than the plan allows", {
    outcome: "taught",
    why: "only Honeycomb counts",
    lesson: "steps/07-explore-traces/README.md#the-question-not-the-data",
  }),
  entry("G22", "the exporter's own requests are traced", {
    outcome: "taught",
    why: "the official exporters leave themselves out",
    lesson: "steps/04-initialize-provider/README.md#it-only-looks-wrong",
  }),
  entry("G23", "restarts while developing lose the last batch"),
  entry("G24", "tests that send to the real environment"),
];
