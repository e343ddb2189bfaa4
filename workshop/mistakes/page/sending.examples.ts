import { type WrongAnswer, replace } from "../example.ts";
import { setup, proxy, exporter } from "../page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const CONFIG = "frontend/vite.config.ts";
const TARGET = 'process.env.OTLP_TARGET ?? "http://localhost:4318" },';

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
  {
    finding: "spans-to-another-path",
    made: "the exporter names /v1/trace",
    step: "frontend-latency",
    change: { [SETUP]: exporter('{ url: "/v1/trace" }') },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "no proxy",
    step: "frontend-latency",
    change: { [CONFIG]: proxy("") },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "the proxy stands beside server",
    step: "frontend-latency",
    at: `${CONFIG}:8`,
    says: "proxy stands outside of server",
    change: {
      [CONFIG]: setup([
        [/ *\/\/ The browser sends .*\n *proxy: .*\n/, ""],
        ["  server: {", `  proxy: { "/v1/traces": ${TARGET}\n  server: {`],
      ]),
    },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "the proxy has another path",
    step: "frontend-latency",
    change: { [CONFIG]: replace('"/v1/traces"', '"/otlp"') },
  },
  {
    finding: "proxy-target-has-a-path",
    made: "the target holds the path once more",
    entries: ["B01"],
    step: "frontend-latency",
    change: { [CONFIG]: replace(TARGET, '"http://localhost:4318/v1/traces" },') },
  },
  {
    finding: "proxy-leads-nowhere",
    made: "the gRPC port",
    step: "frontend-latency",
    change: { [CONFIG]: replace(TARGET, '"http://localhost:4317" },') },
  },
  {
    finding: "vite-sends-without-key",
    made: "Vite passes on to Honeycomb, without a key",
    step: "frontend-latency",
    change: {
      [CONFIG]: replace(TARGET, '{ target: "https://api.honeycomb.io", changeOrigin: true } },'),
    },
  },
  {
    finding: "vite-passes-everything-on",
    made: "the proxy's path is a slash alone",
    step: "frontend-latency",
    at: `${CONFIG}:13`,
    change: { [CONFIG]: replace('"/v1/traces":', '"/":') },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "the proxy is commented out",
    step: "frontend-latency",
    says: "has not been told to pass spans on",
    change: { [CONFIG]: replace("    proxy:", "    // proxy:") },
  },
];
