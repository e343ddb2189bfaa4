import { type WrongAnswer } from "../example.ts";
import { exporter } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "spans-straight-to-honeycomb",
    made: "the exporter names Honeycomb",
    step: "frontend-latency",
    change: { [SETUP]: exporter('{ url: "https://api.honeycomb.io/v1/traces" }') },
  },
  {
    finding: "spans-straight-to-the-receiver",
    made: "the exporter's default address",
    step: "frontend-latency",
    change: { [SETUP]: exporter("") },
  },
  {
    finding: "spans-to-somewhere-else",
    made: "a collector that is not there",
    step: "frontend-latency",
    change: { [SETUP]: exporter('{ url: "http://collector:9411/v1/traces" }') },
  },
  {
    finding: "spans-to-somewhere-else",
    made: "to the backend",
    step: "frontend-latency",
    change: { [SETUP]: exporter("{ url: `${BACKEND_URL}/v1/traces` }") },
  },
];
