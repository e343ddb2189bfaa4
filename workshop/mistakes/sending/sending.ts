import { acceptedSpans } from "../../facts/run-facts.ts";
import { calls, constructions } from "../../facts/look-in-sources.ts";
import { sendingProblem } from "../../facts/run-problems.ts";
import type { Mistake } from "../mistake.ts";
import { originOf, overriddenBy, effective } from "../../facts/backend-environment.ts";
import { EXPORTER_OPTION, sdkOptions, setupPlace } from "../../facts/set-up-code.ts";
import { firstLine, sdkSaid } from "../../facts/first-line.ts";
import { whereIs } from "../../facts/where.ts";
import { running, sendsNothing } from "../../facts/backend-state.ts";
import { endedSpans, exporterOption, failedWords, triedAddress } from "../../facts/failed-sending.ts";

const LEARN = "nothing-arrives";

/** Whether finished spans were sent, where to, and what the answer was. */
export const sendingMistakes: readonly Mistake[] = [
  {
    id: "telemetry-sent-by-hand",
    learn: "what-you-should-see",
    when: ({ run, backend }) => {
      const started = new Set<string>(run?.started.map(({ spanId }) => spanId));
      const foreign =
        run && running(run) && run.started.length < 5_000
          ? acceptedSpans(run).filter(({ spanId }) => !started.has(spanId))
          : [];
      const place = calls(backend.sources, /^(fetch|request|post)$/).find(({ source }) =>
        /v1\/traces/.test(source.text),
      );
      return (
        foreign.length > 0 &&
        !run?.sdk.provider && {
          message: `${foreign.length} ${foreign.length === 1 ? "span" : "spans"} arrived that no SDK of this process made, such as ${foreign[0]?.name}. The check looks for spans that tell of its own request.`,
          ...whereIs(place),
          fix: "Let the SDK make and send them, as the lesson shows.",
        }
      );
    },
  },
  {
    id: "sends-elsewhere",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const tried = sendsNothing(run) && triedAddress(run);
      if (!tried) return undefined;
      const proxy = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"].find((name) =>
        effective(evidence, name)?.includes(tried),
      );
      const set = proxy ? undefined : overriddenBy(evidence, OF_EXPORTER);
      const isDefault =
        /^(localhost|127\.0\.0\.1|\[?::1\]?):4318$/.test(tried) &&
        !ENDPOINTS.some((name) => effective(evidence, name)?.includes(tried));
      return {
        message: `The backend tried to reach ${tried}${proxy ? `, because ${proxy} is set` : ""}; no spans went to Honeycomb.${set?.says ?? (isDefault ? " That is where OpenTelemetry sends when it is told nothing it can use." : "")}`,
        ...(proxy ? originOf(evidence, proxy) : set?.where),
        fix:
          set?.fix ??
          "Look for that address in docker-compose.yml, in .env and in the code; npm run env shows where each value comes from.",
      };
    },
  },
  {
    id: "honeycomb-refused",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const refused = sendsNothing(run) && run.exchanges.find(({ status }) => status !== 200);
      const set = overriddenBy(evidence, OF_EXPORTER);
      return (
        refused && {
          message: `${sendingProblem(evidence) ?? ""}.${set?.says ?? ""}`,
          ...set?.where,
          fix:
            set?.fix ??
            "npm run env shows the address and the header that the backend gets, and the line each comes from.",
        }
      );
    },
  },
  {
    id: "export-failed",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!sendsNothing(run) || !endedSpans(run)) return undefined;
      const words = failedWords(run);
      if (!words) return undefined;
      const timeout = ["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"].find((name) =>
        effective(evidence, name),
      );
      const short = /timed? ?out/i.test(words)
        ? (exporterOption(backend.sources, "timeoutMillis") ?? timeout)
        : undefined;
      const by = sdkOptions(evidence).get("traceExporter") ?? constructions(backend.sources, /Exporter$/)[0];
      return {
        message: `${endedSpans(run)} spans were made and ended, and sending them failed: ${firstLine(words)}${short && typeof short === "string" ? ` (${short} is ${effective(evidence, short)})` : ""}`,
        ...(run.uncaught?.at ??
          (typeof short === "string" ? originOf(evidence, short) : whereIs(short ?? by))),
        fix: short
          ? "Take that limit away: it is in milliseconds, and ten seconds without it."
          : `The exporter of the lesson:\n${EXPORTER_OPTION}`,
      };
    },
  },
  {
    id: "flush-never-ended",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      return (
        sendsNothing(run) &&
        run.flush.kind === "timed-out" &&
        endedSpans(run) > 0 && {
          message: `The spans were handed to the exporter, and it was not done with them after ${(run.flush.ms / 1000).toFixed(0)} s. Nothing reached Honeycomb.${sdkSaid(run)}`,
          ...whereIs(sdkOptions(evidence).get("traceExporter")),
          fix: `The exporter of the lesson sends and then says so:\n${EXPORTER_OPTION}`,
        }
      );
    },
  },
  {
    id: "spans-never-sent",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || run.exchanges.length > 0) return undefined;
      const ended = endedSpans(run);
      // A processor that the SDK made of nothing has no name of its own.
      const built = run.sdk.provider?.processors
        ?.filter(({ name }) => name !== "Object")
        .map(({ name, exporter }) => `${name}${exporter ? ` with ${exporter}` : ""}`);
      const list = sdkOptions(evidence).get("spanProcessors");
      return (
        ended > 0 && {
          message: `${ended} spans were made and ended, but no exporter sent them anywhere.${built?.length ? ` What takes them is ${built.join(" and ")}.` : ""}${sdkSaid(run)}`,
          ...(list ? whereIs(list) : (run.sdk.provider?.at ?? whereIs(setupPlace(evidence)))),
          fix: `${list ? "Write instead of spanProcessors, beside which traceExporter does not count" : "Give NodeSDK the exporter"}:\n${EXPORTER_OPTION}`,
        }
      );
    },
  },
];

const ENDPOINTS = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];

/** Variables that say where spans go, and whose they are. */
const OF_EXPORTER = /^OTEL_EXPORTER_OTLP_/;
