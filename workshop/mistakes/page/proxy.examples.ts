import { replace, type WrongAnswer } from "../example.ts";
import { exporter, proxy, setup } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const CONFIG = "frontend/vite.config.ts";
const TARGET = 'process.env.OTLP_TARGET ?? "http://localhost:4318" },';

export const wrongAnswers: readonly WrongAnswer[] = [
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
    finding: "proxy-beside-server",
    made: "the proxy stands beside server",
    step: "frontend-latency",
    at: `${CONFIG}:8`,
    says: "proxy is outside of server",
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
    finding: "proxy-changes-the-path",
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
    says: "has no proxy",
    change: { [CONFIG]: replace("    proxy:", "    // proxy:") },
  },
  {
    finding: "proxy-keeps-the-prefix",
    made: "a prefix of the page's own, without a rewrite",
    step: "frontend-latency",
    says: "passes them on under that same path",
    fix: 'rewrite: (path) => path.slice("/otlp".length)',
    unsaid: /passes on only/,
    change: { [SETUP]: exporter('{ url: "/otlp/v1/traces" }'), [CONFIG]: replace('"/v1/traces"', '"/otlp"') },
  },
  {
    finding: "proxy-changes-the-path",
    made: "a rewrite too many",
    step: "frontend-latency",
    says: "turns /v1/traces into /traces",
    change: {
      [CONFIG]: replace(
        TARGET,
        '{ target: "http://localhost:4318", rewrite: (path) => path.replace("/v1", "") } },',
      ),
    },
  },
];
