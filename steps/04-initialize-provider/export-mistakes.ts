import {
  acceptedExports,
  acceptedSpans,
  calls,
  constructions,
  imports,
  maskKey,
  propertiesOf,
  sendingProblem,
  type Evidence,
  type Mistake,
  type Place,
  type RunEvidence,
} from "#course-kit";
import {
  EXPORTER,
  firstLine,
  originOf,
  placeIn,
  pointAt,
  running,
  said,
  sdkOptions,
  sendsNothing,
  setupPlace,
  variable,
} from "./facts.ts";
import { hasProcessorWithoutExporter } from "./older-sdk-mistakes.ts";
import { providerExporters } from "./provider-mistakes.ts";

const LEARN = "nothing-arrives";
const EMPTY =
  "Leave the brackets empty; docker-compose.yml says where to send and whose traces they are:\nnew OTLPTraceExporter()";

/** Whether finished spans were sent, where to, and what the answer was. */
export const exportMistakes: readonly Mistake[] = [
  {
    id: "url-cannot-be-read",
    learn: LEARN,
    hides: ["backend-crashed", "endpoint-in-code"],
    when: ({ run, backend }) => {
      const written = /Could not parse user-provided export URL: '([^']*)'/.exec(
        `${run?.uncaught?.message}\n${run?.stderr}`,
      )?.[1];
      if (written === undefined) return undefined;
      const url = exporterOption(backend.sources, "url");
      return {
        message: `The exporter's url came out as ${JSON.stringify(written)}, which is no address.${written.startsWith("undefined") ? " The variable that it is put together from is not set in this process." : ""}`,
        ...(url ? pointAt(url) : run?.uncaught?.at),
        ...(url && { found: url.text }),
        fix: EMPTY,
      };
    },
  },
  {
    id: "exporter-options-unknown",
    learn: LEARN,
    hides: ["headers-in-code", "honeycomb-refused", "sends-elsewhere"],
    when: ({ run, backend }) => {
      if (!sendsNothing(run)) return undefined;
      for (const { source, node } of constructions(backend.sources, /^OTLPTraceExporter$/)) {
        for (const [name, option] of propertiesOf(node.arguments[0])) {
          if (KNOWN_OPTIONS.has(name)) continue;
          return {
            message: `The exporter knows no option ${name} and passes over it without a word.`,
            ...pointAt(placeIn(source, option)),
            fix: EMPTY,
          };
        }
      }
      return undefined;
    },
  },
  {
    id: "grpc-exporter",
    learn: LEARN,
    hides: ["sends-elsewhere", "spans-never-sent", "export-failed", "endpoint-in-code", "flush-never-ended"],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!sendsNothing(run) || !run.sdk.provider) return undefined;
      const grpc = imports(backend.sources).find(
        ({ specifier }) => specifier === "@opentelemetry/exporter-trace-otlp-grpc",
      );
      const protocol = ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"].find(
        (name) => variable(evidence, name)?.trim() === "grpc",
      );
      const fromEnv = constructions(backend.sources, /Exporter$/).length === 0 && protocol;
      return (
        (grpc || fromEnv) && {
          message: grpc
            ? "The exporter is the one for gRPC; the endpoint in docker-compose.yml is the one for HTTP."
            : `${protocol} is grpc, and the code names no exporter: so the SDK takes the one for gRPC, and the endpoint in docker-compose.yml is for HTTP.`,
          ...(grpc ? pointAt(grpc) : originOf(evidence, protocol ?? "")),
          fix: grpc
            ? 'import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";'
            : `Take the line ${protocol} away.`,
        }
      );
    },
  },
  {
    id: "console-exporter-only",
    learn: LEARN,
    hides: ["spans-never-sent"],
    when: (evidence) => {
      const { run, backend } = evidence;
      const exporters = providerExporters(evidence);
      if (
        !sendsNothing(run) ||
        exporters.length === 0 ||
        !exporters.every((name) => /^(Console|InMemory)/.test(name))
      )
        return undefined;
      const memory = exporters.every((name) => name.startsWith("InMemory"));
      const [place] = constructions(
        backend.sources,
        memory ? /^InMemorySpanExporter$/ : /^ConsoleSpanExporter$/,
      );
      const beaten = sdkOptions(evidence).has("spanProcessors") && sdkOptions(evidence).has("traceExporter");
      return {
        message: `The spans are ${memory ? "kept in memory" : "printed in the terminal"} and sent nowhere: ${exporters[0]} is the only exporter${place ? "" : `, because OTEL_TRACES_EXPORTER is ${variable(evidence, "OTEL_TRACES_EXPORTER")}`}.${beaten ? " Beside spanProcessors, traceExporter does not count." : ""}`,
        ...(place ? pointAt(place) : originOf(evidence, "OTEL_TRACES_EXPORTER")),
        fix: place ? EXPORTER : 'Both at once:\nOTEL_TRACES_EXPORTER: "otlp,console"',
      };
    },
  },
  {
    id: "exporter-of-another-kind",
    learn: LEARN,
    hides: ["sends-elsewhere", "spans-never-sent", "export-failed", "honeycomb-refused", "flush-never-ended"],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!sendsNothing(run)) return undefined;
      const other = providerExporters(evidence).find((name) =>
        /^(Zipkin|Jaeger|OTLPMetric|OTLPLog|Prometheus|Collector)/.test(name),
      );
      const [place] = other ? constructions(backend.sources, new RegExp(`^${other}$`)) : [];
      return (
        other && {
          message: `The exporter is ${other}, which ${/^OTLP(Metric|Log)/.test(other) ? `is for ${other.includes("Metric") ? "metrics" : "logs"}, and not for traces` : "speaks another protocol than Honeycomb takes"}.`,
          ...(place ? pointAt(place) : originOf(evidence, "OTEL_TRACES_EXPORTER")),
          fix: `The one of the lesson:\n${EXPORTER}`,
        }
      );
    },
  },
  {
    id: "processor-without-exporter",
    learn: LEARN,
    hides: [
      "spans-never-sent",
      "export-failed",
      "died-while-it-answered",
      "home-does-not-answer",
      "removed-api",
    ],
    when: ({ run, backend }) => {
      if (!sendsNothing(run) || !hasProcessorWithoutExporter(run)) return undefined;
      const [place] = constructions(backend.sources, /SpanProcessor$/);
      return {
        message: `The span processor has no exporter, so it can hand the spans to nobody.`,
        ...pointAt(place),
        ...(place && { found: place.text }),
        fix: "new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })",
      };
    },
  },
  {
    id: "endpoint-in-code",
    learn: LEARN,
    hides: [
      "sends-elsewhere",
      "honeycomb-refused",
      "export-failed",
      "spans-never-sent",
      "flush-never-ended",
      "headers-in-code",
    ],
    when: ({ run, backend }) => {
      const url = exporterOption(backend.sources, "url");
      if (!sendsNothing(run) || !url) return undefined;
      const posted = run.exchanges.find(({ status }) => status !== 200 && status !== 401);
      if (!posted && run.exchanges.length > 0) return undefined;
      const tried = triedAddress(run);
      const literal = /^url:\s*(["'`])(.*)\1$/s.exec(url.text)?.[2];
      if (!posted && !tried && (!literal || isTracesUrl(literal))) return undefined;
      const path = posted ? new URL(posted.url).pathname : undefined;
      return {
        message: posted
          ? `The exporter's url is set in code, and is used as it stands: the spans were posted to ${path} of ${new URL(posted.url).host}, and not to /v1/traces.`
          : `The exporter's url is set in code and beats what docker-compose.yml says${literal ? `: ${literal}` : ""}.${tried ? ` The backend tried to reach ${tried}.` : ""}`,
        ...pointAt(url),
        found: url.text,
        fix: EMPTY,
      };
    },
  },
  {
    id: "headers-in-code",
    learn: LEARN,
    hides: ["honeycomb-refused", "export-failed", "spans-never-sent"],
    when: ({ run, backend }) => {
      const headers = exporterOption(backend.sources, "headers");
      if (!sendsNothing(run) || !headers) return undefined;
      const refused = run.exchanges.find(({ status }) => status === 401);
      const invalid = failedWords(run)?.match(/Invalid character in header.*|.*valid HTTP token.*/)?.[0];
      if (!refused && !invalid && run.exchanges.length > 0) return undefined;
      const sent = refused?.headers["x-honeycomb-team"];
      const what = !refused
        ? undefined
        : sent === undefined
          ? "no x-honeycomb-team was among them"
          : sent === "undefined"
            ? 'x-honeycomb-team was the word "undefined": the variable that it is read from is not set in this process'
            : sent.includes("x-honeycomb-team=")
              ? "x-honeycomb-team held a whole header list; the name stands there once more"
              : `x-honeycomb-team was ${maskKey(sent)}`;
      return (
        (refused || invalid) && {
          message: `The exporter's headers are set in code and beat those of docker-compose.yml. ${refused ? `Honeycomb answered 401: ${what}.` : `They could not be sent: ${invalid}.`}`,
          ...pointAt(headers),
          fix: EMPTY,
        }
      );
    },
  },
  {
    id: "another-key-arrives",
    learn: LEARN,
    when: (evidence) => {
      const { run, key, backend } = evidence;
      const [accepted] = running(run) ? acceptedExports(run) : [];
      const sent = accepted?.headers["x-honeycomb-team"];
      const own = key.effective?.value;
      if (!sent || !own || sent === own) return undefined;
      const headers = exporterOption(backend.sources, "headers");
      return {
        message: `Spans arrive with the key ${maskKey(sent)}, and yours is ${maskKey(own)}${headers ? ": the headers in the code beat those of docker-compose.yml" : ""}.`,
        ...pointAt(headers),
        fix: headers ? EMPTY : "npm run env shows where the header of the backend comes from.",
      };
    },
  },
  {
    id: "telemetry-sent-by-hand",
    learn: "what-you-should-see",
    hides: ["instrumentation-missing", "instrumentations-missing", "no-span-was-started", "trace-in-pieces"],
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
          ...pointAt(place),
          fix: "Let the SDK make and send them, as the lesson shows.",
        }
      );
    },
  },
  {
    id: "sends-elsewhere",
    learn: LEARN,
    hides: ["spans-never-sent", "export-failed", "flush-never-ended"],
    when: (evidence) => {
      const { run } = evidence;
      const tried = sendsNothing(run) && triedAddress(run);
      if (!tried) return undefined;
      const proxy = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"].find((name) =>
        variable(evidence, name)?.includes(tried),
      );
      return {
        message: `The backend tried to reach ${tried}${proxy ? `, because ${proxy} is set` : ""}; no spans went to Honeycomb.${tried.endsWith(":4318") ? " That is where OpenTelemetry sends when it is told nothing it can use." : ""}`,
        ...(proxy ? originOf(evidence, proxy) : {}),
        fix: "Look for that address in docker-compose.yml, in .env and in the code; npm run env shows where each value comes from.",
      };
    },
  },
  {
    id: "honeycomb-refused",
    learn: LEARN,
    hides: ["spans-never-sent", "export-failed"],
    when: (evidence) => {
      const { run } = evidence;
      const refused = sendsNothing(run) && run.exchanges.find(({ status }) => status !== 200);
      return (
        refused && {
          message: `${sendingProblem(evidence) ?? ""}.`,
          fix: "npm run env shows the address and the header that the backend gets, and the line each comes from.",
        }
      );
    },
  },
  {
    id: "export-failed",
    learn: LEARN,
    hides: ["spans-never-sent"],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!sendsNothing(run) || !endedSpans(run)) return undefined;
      const words = failedWords(run);
      if (!words) return undefined;
      const timeout = ["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"].find((name) =>
        variable(evidence, name),
      );
      const short = /timed? ?out/i.test(words)
        ? (exporterOption(backend.sources, "timeoutMillis") ?? timeout)
        : undefined;
      const by = sdkOptions(evidence).get("traceExporter") ?? constructions(backend.sources, /Exporter$/)[0];
      return {
        message: `${endedSpans(run)} spans were made and ended, and sending them failed: ${firstLine(words)}${short && typeof short === "string" ? ` (${short} is ${variable(evidence, short)})` : ""}`,
        ...(run.uncaught?.at ??
          (typeof short === "string" ? originOf(evidence, short) : pointAt(short ?? by))),
        fix: short
          ? "Take that limit away: it is in milliseconds, and ten seconds without it."
          : `The exporter of the lesson:\n${EXPORTER}`,
      };
    },
  },
  {
    id: "flush-never-ended",
    learn: LEARN,
    hides: ["spans-never-sent"],
    when: (evidence) => {
      const { run } = evidence;
      return (
        sendsNothing(run) &&
        run.flush.kind === "timed-out" &&
        endedSpans(run) > 0 && {
          message: `The spans were handed to the exporter, and it was not done with them after ${(run.flush.ms / 1000).toFixed(0)} s. Nothing reached Honeycomb.${said(run)}`,
          ...pointAt(sdkOptions(evidence).get("traceExporter")),
          fix: `The exporter of the lesson sends and then says so:\n${EXPORTER}`,
        }
      );
    },
  },
  {
    id: "spans-never-sent",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || run.exchanges.length > 0) return undefined;
      const ended = endedSpans(run);
      const built = run.sdk.provider?.processors?.map(
        ({ name, exporter }) => `${name}${exporter ? ` with ${exporter}` : ""}`,
      );
      return (
        ended > 0 && {
          message: `${ended} spans were made and ended, but no exporter sent them anywhere.${built?.length ? ` What takes them is ${built.join(" and ")}.` : ""}${said(run)}`,
          ...(run.sdk.provider?.at ?? pointAt(setupPlace(evidence))),
          fix: `Give NodeSDK the exporter:\n${EXPORTER}`,
        }
      );
    },
  },
];

const KNOWN_OPTIONS = new Set(
  "url headers timeoutMillis concurrencyLimit compression keepAlive httpAgentOptions hostname userAgent metadata credentials".split(
    " ",
  ),
);

function isTracesUrl(text: string): boolean {
  return /^https:\/\/api(\.eu1)?\.honeycomb\.io\/v1\/traces$/.test(text);
}

/** An option of the exporter, where the code gives one. */
function exporterOption(sources: Evidence["backend"]["sources"], name: string): Place | undefined {
  for (const { source, node } of constructions(sources, /^OTLPTraceExporter$/)) {
    const option = propertiesOf(node.arguments[0]).get(name);
    if (option) return placeIn(source, option);
  }
  return undefined;
}

/** The address that is not Honeycomb's: refused by the check, or on this machine. */
function triedAddress(run: RunEvidence): string | undefined {
  const away = run.refused.find(({ host }) => host !== "");
  if (away) return `${away.host}${away.port ? `:${away.port}` : ""}`;
  // A backend may talk to this machine about other things too.
  const here = run.local.find(
    ({ port }) => COLLECTOR_PORTS.has(port) || failedWords(run)?.includes(`:${port}`) === true,
  );
  return here && `${here.host}:${here.port}`;
}

/** OTLP over gRPC and HTTP, today's and former ones; Zipkin; Jaeger. */
const COLLECTOR_PORTS = new Set([4317, 4318, 55680, 55681, 9411, 14268]);

function endedSpans({ started }: RunEvidence): number {
  return started.filter((span) => span.ended > 0 && span.recording).length;
}

/** What the exporter, or the SDK around it, said of its failure. */
function failedWords({ uncaught, flush, diagnostics }: RunEvidence): string | undefined {
  const loud = diagnostics.find(({ level, text }) => level === "error" && /export|flush|span/i.test(text));
  const logged = loud && (/"message":"((?:[^"\\]|\\.)*)"/.exec(loud.text)?.[1] ?? loud.text);
  return uncaught?.message ?? (flush.kind === "failed" ? flush.error : undefined) ?? logged;
}

/** Advice on what is sent, and does arrive. */
export const exportAdvice: readonly Mistake[] = [
  {
    id: "exported-twice",
    severity: "advice",
    learn: "two-sdks",
    when: ({ run, backend }) => {
      const seen = new Set<string>();
      const own = new Set<string>(run?.started.map(({ spanId }) => spanId));
      const twice = run?.spans.find(
        ({ spanId }) => own.has(spanId) && (seen.has(spanId) || !seen.add(spanId)),
      );
      const [second] = constructions(backend.sources, /^(Batch|Simple)SpanProcessor$/).slice(1);
      return (
        twice && {
          message: `The span ${twice.name} was sent more than once: there are two processors with the same exporter. Honeycomb counts each.`,
          ...pointAt(second),
          fix: "Keep the batch processor only.",
        }
      );
    },
  },
  {
    id: "one-request-per-span",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when: ({ run, backend }) => {
      const [simple] = constructions(backend.sources, /^SimpleSpanProcessor$/);
      return (
        run &&
        simple &&
        acceptedExports(run).length > 2 &&
        acceptedExports(run).length * 2 > acceptedSpans(run).length && {
          message: `Every span travels alone: ${acceptedExports(run).length} requests for ${acceptedSpans(run).length} spans. SimpleSpanProcessor is for printing while you try things.`,
          ...pointAt(simple),
          fix: "new BatchSpanProcessor({ exporter: … }), or leave it to NodeSDK: traceExporter: new OTLPTraceExporter()",
        }
      );
    },
  },
  {
    id: "metrics-and-logs-sent-too",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { run, compose } = evidence;
      const other = run?.exchanges.find(({ url }) => /\/v1\/(metrics|logs)$/.test(url));
      return (
        other && {
          message: `The SDK also sends ${other.url.endsWith("logs") ? "logs" : "metrics"}, which this course does not use; they take a part of your events.`,
          ...(compose.ok && { file: compose.file }),
          fix: 'In docker-compose.yml, keep these two lines:\nOTEL_METRICS_EXPORTER: "none"\nOTEL_LOGS_EXPORTER: "none"',
        }
      );
    },
  },
  {
    id: "service-name-in-code",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      const asked = variable(evidence, "OTEL_SERVICE_NAME");
      const span = run && acceptedSpans(run)[0];
      if (!span || !asked) return undefined;
      const sent = span.resource["service.name"];
      const lost = typeof sent !== "string" || sent.trim() === "" || sent.startsWith("unknown_service");
      const options = sdkOptions(evidence);
      const detectors = variable(evidence, "OTEL_NODE_RESOURCE_DETECTORS") !== undefined;
      const place =
        options.get("serviceName") ??
        options.get("resource") ??
        options.get("autoDetectResources") ??
        constructions(backend.sources, /TracerProvider$/)[0];
      return (
        (lost || sent !== asked) && {
          message: lost
            ? `The spans do not carry the name ${asked}: ${typeof sent === "string" && sent.trim() ? `they say ${sent}` : "they say none"}. Honeycomb files them under unknown_service.`
            : `The spans say they come from ${String(sent)}, although OTEL_SERVICE_NAME is ${asked}: a name in code beats the environment.`,
          ...(place ? pointAt(place) : detectors ? originOf(evidence, "OTEL_NODE_RESOURCE_DETECTORS") : {}),
          fix: place
            ? "Take the name and the resource out of the code, and leave it to OTEL_SERVICE_NAME in docker-compose.yml."
            : detectors
              ? "Take OTEL_NODE_RESOURCE_DETECTORS away: one of the detectors reads OTEL_SERVICE_NAME."
              : "Look for the place where the code makes a resource of its own; without one, OTEL_SERVICE_NAME counts.",
        }
      );
    },
  },
  {
    id: "sampler-unknown",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const value = variable(evidence, "OTEL_TRACES_SAMPLER");
      const said = evidence.run?.diagnostics.some(
        ({ text }) => text.includes("OTEL_TRACES_SAMPLER") && /invalid|[Uu]nknown|expected/.test(text),
      );
      return (
        value &&
        said && {
          message: `OTEL_TRACES_SAMPLER is ${value}, which is none of the samplers that OpenTelemetry knows. It keeps every trace instead.`,
          ...originOf(evidence, "OTEL_TRACES_SAMPLER"),
          fix: "Take the line away. The names are always_on, always_off, traceidratio and the same with parentbased_ in front.",
        }
      );
    },
  },
];
