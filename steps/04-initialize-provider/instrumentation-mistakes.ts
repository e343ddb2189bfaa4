import {
  acceptedSpans,
  calls,
  constructions,
  imports,
  lineWith,
  propertiesOf,
  spansOf,
  type Evidence,
  type Mistake,
  type Place,
  type RunEvidence,
  type SourceText,
} from "#course-kit";
import {
  AUTO,
  BOTH,
  EXPRESS,
  HTTP,
  madeSpans,
  optionalLine,
  originOf,
  placeIn,
  pointAt,
  running,
  said,
  sdkOptions,
  setupPlace,
  spanByHand,
  startFor,
  startLine,
  startOf,
  uses,
  variable,
} from "./facts.ts";

const LEARN = "nothing-arrives";
const HOOK =
  'import { register } from "node:module";\nregister("@opentelemetry/instrumentation/hook.mjs", import.meta.url);';

/** Whether the instrumentations are there, early enough, and allowed to make spans. */
export const instrumentationMistakes: readonly Mistake[] = [
  {
    id: "esm-without-hook",
    learn: "es-modules-need-a-hook",
    hides: ["express-loaded-before-sdk", "express-instrumentation-missing", "express-shows-nothing"],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      const express = run.modules.find(({ name }) => name === "express");
      const importer = run.modules.find(({ name }) => name === express?.from);
      if (!importer?.isEsModule || !uses(backend.sources, /^ExpressInstrumentation$/)) return undefined;
      const hook = hookPlace(evidence);
      const isModule = backend.manifest.ok && backend.manifest.type === "module";
      const why = isModule
        ? 'backend/package.json says "type": "module"'
        : /\.m[jt]s$/.test(importer.name)
          ? `${importer.name} ends with m`
          : "the start script does not load tsx, and Node itself reads import lines in that way";
      return {
        message: hook
          ? `${importer.name} loads Express as an ES module, and OpenTelemetry's hook for those did not work: it was ${hook.imported ? "imported, and a hook has to be registered" : "registered too late, or under a name that is not there"}. So Express makes no spans.`
          : `${importer.name} loads Express as an ES module (${why}), and those are not instrumented without a hook: the request is named just GET, and Express makes no spans.`,
        ...(hook
          ? hook.at
          : isModule
            ? { file: "backend/package.json", ...optionalLine(lineWith(manifestText(evidence), '"type"')) }
            : startLine(evidence)),
        fix: hook
          ? `At the top of the file that sets up the SDK:\n${HOOK}`
          : isModule
            ? `Take the line "type": "module" away, as the course uses CommonJS; or put this at the top of the file that sets up the SDK:\n${HOOK}`
            : `Let tsx read the files, as the lesson does:\n${startFor(setupPlace(evidence)?.file)}`,
      };
    },
  },
  {
    id: "express-is-bundled",
    learn: "start-it-first",
    hides: ["express-shows-nothing", "express-loaded-before-sdk"],
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || run.modules.length === 0 || madeSpans(run, EXPRESS))
        return undefined;
      if (run.modules.some(({ name }) => name === "express")) return undefined;
      const bundles =
        evidence.backend.manifest.ok &&
        Object.values(evidence.backend.manifest.scripts).some((text) =>
          /\b(esbuild|webpack|rollup|ncc|tsup|bun build)\b/.test(text),
        );
      return (
        bundles && {
          message:
            "No file of the package express was loaded: the bundle has it inside. An instrumentation changes a package while it is loaded, and this one never is.",
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(startOf(evidence))}`,
          fix: `Leave packages out of the bundle (esbuild: --packages=external), or run the source as the lesson does:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "express-loaded-before-sdk",
    learn: "start-it-first",
    hides: [
      "no-shutdown-handler",
      "http-instrumentation-missing",
      "express-instrumentation-missing",
      "express-shows-nothing",
      "no-span-was-started",
    ],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS) || isPatched(run, "express"))
        return undefined;
      const express = run.modules.find(({ name }) => name === "express");
      if (!express || express.order > run.sdk.provider.order) return undefined;
      const place = imports(backend.sources).find(
        ({ specifier, file }) => specifier === "express" && (!express.from || file === express.from),
      );
      return {
        message:
          "Express was loaded before the SDK started, so it could not be instrumented: an instrumentation changes a package at the moment when it is loaded.",
        ...(place ? pointAt(place) : express.from ? { file: express.from } : {}),
        fix: `Start the SDK in a file of its own and load that first, in backend/package.json:\n${startFor(run.sdk.provider.at?.file)}`,
      };
    },
  },
  {
    id: "instrumentations-missing",
    learn: LEARN,
    hides: ["http-instrumentation-missing", "express-instrumentation-missing", "no-span-was-started"],
    when: (evidence) => {
      const { run, backend } = evidence;
      const setup = setupPlace(evidence);
      const unused = imports(backend.sources).filter(
        ({ specifier }) => specifier === HTTP || specifier === EXPRESS,
      );
      return (
        running(run) &&
        run.sdk.provider &&
        setup &&
        !uses(backend.sources, /^(Http|Express)Instrumentation$/) &&
        !madeSpans(run, HTTP) && {
          message: `The SDK runs, but no instrumentation is registered${unused.length > 0 ? ": the packages are imported, and nothing is made of them" : ""}. Nobody makes spans for the requests.`,
          ...pointAt(setup),
          fix: `Give NodeSDK both:\n${BOTH}`,
        }
      );
    },
  },
  one(
    "http-instrumentation-missing",
    /^ExpressInstrumentation$/,
    /^HttpInstrumentation$/,
    HTTP,
    "The Express instrumentation is alone: it adds to the span of the request, and without the HTTP instrumentation there is none.",
  ),
  one(
    "express-instrumentation-missing",
    /^HttpInstrumentation$/,
    /^ExpressInstrumentation$/,
    EXPRESS,
    "The HTTP instrumentation is alone: it sees a request come and go, but only the Express instrumentation knows its route.",
  ),
  {
    id: "instrumentation-switched-off",
    learn: LEARN,
    hides: [
      "no-span-was-started",
      "express-shows-nothing",
      "trace-in-pieces",
      "http-instrumentation-missing",
      "express-instrumentation-missing",
    ],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider) return undefined;
      for (const name of [HTTP, EXPRESS]) {
        if (madeSpans(run, name)) continue;
        const place = disabledIn(backend.sources, name);
        const short = name.replace("@opentelemetry/instrumentation-", "");
        const by = ["OTEL_NODE_DISABLED_INSTRUMENTATIONS", "OTEL_NODE_ENABLED_INSTRUMENTATIONS"].find(
          (each) => {
            const list =
              variable(evidence, each)
                ?.split(",")
                .map((word) => word.trim())
                .filter(Boolean) ?? [];
            return list.length > 0 && list.includes(short) === each.includes("DISABLED");
          },
        );
        if (!place && !by) continue;
        return {
          message: place
            ? `The instrumentation for ${short} is switched off: ${place.text}.`
            : `${by} is ${variable(evidence, by ?? "")}, which ${by?.includes("DISABLED") ? "switches off" : "leaves out"} the instrumentation for ${short}.`,
          ...(place ? pointAt(place) : originOf(evidence, by ?? "")),
          fix: place
            ? `Take that away. This step needs HTTP and Express:\n${BOTH}`
            : `Take the line ${by} away.`,
        };
      }
      return undefined;
    },
  },
  {
    id: "requests-are-ignored",
    learn: LEARN,
    hides: ["no-span-was-started", "express-shows-nothing", "trace-in-pieces"],
    when: ({ run, backend }) => {
      if (!running(run) || !run.sdk.provider || madeSpans(run, HTTP)) return undefined;
      const found = optionIn(backend.sources, /^HttpInstrumentation$/, HTTP, IGNORING);
      return (
        found && {
          message: `The HTTP instrumentation made no span for GET /api/activities/home, and its option ${found.name} decides about that.`,
          ...pointAt(found.place),
          found: found.place.text,
          fix: 'Take the option away, or let it ignore only what you mean, such as /health:\nignoreIncomingRequestHook: (request) => request.url === "/health",',
        }
      );
    },
  },
  {
    id: "layers-are-ignored",
    learn: LEARN,
    hides: ["express-shows-nothing"],
    when: ({ run, backend }) => {
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      const found = optionIn(backend.sources, /^ExpressInstrumentation$/, EXPRESS, /^ignoreLayers(Type)?$/);
      return (
        found && {
          message: `Express makes no spans at all, and its instrumentation is told to pass over layers: ${found.name}.`,
          ...pointAt(found.place),
          found: found.place.text,
          fix: "Take the option away; the layers show what happened on the way to your code.",
        }
      );
    },
  },
  {
    id: "sampled-out",
    learn: LEARN,
    hides: ["no-span-was-started", "spans-never-sent", "express-shows-nothing"],
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || acceptedSpans(run).some(({ visit }) => visit !== undefined)) return undefined;
      const dropped = run.started.filter(
        ({ recording, visit, traceId }) => !recording && visit !== undefined && !/^0+$/.test(traceId),
      );
      if (dropped.length === 0) return undefined;
      const inCode =
        sdkOptions(evidence).get("sampler") ?? constructions(evidence.backend.sources, /Sampler$/)[0];
      const sampler = variable(evidence, "OTEL_TRACES_SAMPLER");
      const ratio = variable(evidence, "OTEL_TRACES_SAMPLER_ARG");
      const reason = inCode
        ? `a sampler in the code lets them go${run.sdk.provider?.sampler ? ` (${run.sdk.provider.sampler})` : ""}`
        : sampler
          ? `OTEL_TRACES_SAMPLER is ${sampler}${ratio ? ` (with ${ratio})` : ""}`
          : run.sdk.provider?.sampler
            ? `the sampler is ${run.sdk.provider.sampler}`
            : "a sampler lets them go";
      return {
        message: `Spans are made and thrown away at once (${dropped.length} of ${run.started.length}), because ${reason}.`,
        ...(inCode ? pointAt(inCode) : sampler ? originOf(evidence, "OTEL_TRACES_SAMPLER") : {}),
        ...(inCode && { found: inCode.text }),
        fix: `Take the ${inCode ? "sampler" : "line"} away while you learn: then every trace is kept.`,
      };
    },
  },
  {
    id: "no-span-was-started",
    learn: LEARN,
    hides: ["spans-never-sent"],
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || run.visits.every(({ status }) => status === undefined))
        return undefined;
      if (run.started.some(({ visit, scope }) => visit !== undefined && scope === HTTP)) return undefined;
      const loaded = [HTTP, EXPRESS].filter((name) => run.modules.some((module) => module.name === name));
      const other = run.started.length;
      return {
        message: `An SDK runs, and the HTTP instrumentation made no span for GET /api/activities/home${other > 0 ? ` (${other} other ${other === 1 ? "span was" : "spans were"} started)` : ""}. Of the instrumentations, ${loaded.length > 0 ? `${loaded.join(" and ")} ${loaded.length === 1 ? "was" : "were"} loaded` : "none was loaded"}; ${isPatched(run, "http") ? "HTTP was instrumented" : "nothing says that HTTP was instrumented"}.${said(run)}`,
        ...pointAt(setupPlace(evidence)),
        fix: `See that both stand in the list, without options, and that the file is loaded first:\n${BOTH}`,
      };
    },
  },
  {
    id: "spans-made-by-hand",
    learn: "what-you-should-see",
    hides: ["no-span-was-started", "instrumentations-missing", "express-shows-nothing", "trace-in-pieces"],
    when: (evidence) => {
      const fake = spanByHand(evidence);
      return (
        fake && {
          message: `The span ${fake.name} names ${fake.scope} as its maker, but ${fake.by} started it. In this step the instrumentations make the spans, from what really happens.`,
          ...(fake.at ?? { file: fake.by ?? "" }),
          fix: `Take those lines away and let the instrumentations notice the request:\n${BOTH}`,
        }
      );
    },
  },
  {
    id: "express-shows-nothing",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !madeSpans(run, HTTP) || madeSpans(run, EXPRESS)) return undefined;
      const server = spansOf(evidence, "home").find(({ kind }) => kind === "server");
      return (
        server && {
          message: `The request arrived as a span named ${server.name}, and the Express instrumentation made none. It was ${run.modules.some(({ name }) => name === EXPRESS) ? "loaded" : "not loaded"}, and ${isPatched(run, "express") ? "it did instrument Express" : "nothing says that it instrumented Express"}.${said(run)}`,
          ...pointAt(setupPlace(evidence)),
          fix: `Both in the list, without options, in a file that is loaded before Express:\n${BOTH}`,
        }
      );
    },
  },
];

const IGNORING =
  /^(ignoreIncomingRequestHook|ignoreIncomingPaths|disableIncomingRequestInstrumentation|requireParentforIncomingSpans)$/;

/** One of the two instrumentations stands there without the other, and the spans of the other are missing. */
function one(id: string, there: RegExp, absent: RegExp, scope: string, message: string): Mistake {
  return {
    id,
    learn: LEARN,
    hides: ["no-span-was-started", "express-shows-nothing"],
    when: ({ run, backend }) => {
      const [place] = constructions(backend.sources, there);
      return (
        running(run) &&
        run.sdk.provider &&
        place &&
        !madeSpans(run, scope) &&
        !uses(backend.sources, absent) && { message, ...pointAt(place), fix: `Add the other one:\n${BOTH}` }
      );
    },
  };
}

/** What the instrumentations say at debug level; a provider by hand has no logger, and says nothing. */
function isPatched(run: RunEvidence, module: string): boolean {
  return run.diagnostics.some(
    ({ text }) => text.includes("Applying instrumentation patch") && text.includes(`"module":"${module}"`),
  );
}

function hookPlace(
  evidence: Evidence,
): { at: { file?: string; line?: number }; imported: boolean } | undefined {
  const words = "@opentelemetry/instrumentation/hook";
  const start = startOf(evidence);
  if (start.includes(words) && !/loader[= ]@opentelemetry\/instrumentation\/hook/.test(start))
    return { at: startLine(evidence), imported: true };
  const source = evidence.backend.sources.find(({ text }) => text.includes(words));
  if (!source) return start.includes(words) ? { at: startLine(evidence), imported: false } : undefined;
  const imported = imports([source]).some(({ specifier }) => specifier.startsWith(words));
  return { at: { file: source.path, ...optionalLine(lineWith(source.text, words)) }, imported };
}

/** Where an instrumentation is given `enabled: false`: by itself, or in the map of all of them. */
function disabledIn(sources: readonly SourceText[], name: string): Place | undefined {
  const className = name === HTTP ? /^HttpInstrumentation$/ : /^ExpressInstrumentation$/;
  const option = optionIn(sources, className, name, /^enabled$/);
  if (option && /false/.test(option.place.text)) return option.place;
  return calls(sources, /^disable$/).find(({ text }) => /http|express|instrumentation/i.test(text));
}

/** An option of an instrumentation, given to its class or in the map for `getNodeAutoInstrumentations`. */
function optionIn(
  sources: readonly SourceText[],
  className: RegExp,
  name: string,
  option: RegExp,
): { name: string; place: Place } | undefined {
  const own = constructions(sources, className).map(({ source, node }) => ({
    source,
    options: propertiesOf(node.arguments[0]),
  }));
  const inMap = calls(sources, /^getNodeAutoInstrumentations$/).map(({ source, node }) => ({
    source,
    options: propertiesOf(propertiesOf(node.arguments[0]).get(name)?.value),
  }));
  for (const { source, options } of [...own, ...inMap]) {
    for (const [key, node] of options)
      if (option.test(key)) return { name: key, place: placeIn(source, node) };
  }
  return undefined;
}

function manifestText({ backend: { manifest } }: Evidence): string {
  return manifest.ok ? manifest.text : "";
}

/** Advice on instrumentations that run, and not quite as they should. */
export const instrumentationAdvice: readonly Mistake[] = [
  {
    id: "instrumentation-key-unknown",
    severity: "advice",
    learn: LEARN,
    when: ({ run, backend }) => {
      for (const { source, node } of calls(backend.sources, /^getNodeAutoInstrumentations$/)) {
        for (const [key, property] of propertiesOf(node.arguments[0])) {
          if (!running(run) || key.startsWith("@opentelemetry/")) continue;
          return {
            message: `getNodeAutoInstrumentations knows no instrumentation ${key} and passes over it without a word: the keys are the packages' whole names.`,
            ...pointAt(placeIn(source, property)),
            fix: `"@opentelemetry/instrumentation-${key}": { … }`,
          };
        }
      }
      return undefined;
    },
  },
  {
    id: "disabled-and-running",
    severity: "advice",
    learn: LEARN,
    when: ({ run, backend }) => {
      if (!running(run)) return undefined;
      const on = [HTTP, EXPRESS].find((name) => {
        const option = optionIn(
          backend.sources,
          name === HTTP ? /^HttpInstrumentation$/ : /^ExpressInstrumentation$/,
          name,
          /^enabled$/,
        );
        return madeSpans(run, name) && option?.place.text.includes("false");
      });
      const place = on && disabledIn(backend.sources, on);
      return (
        place && {
          message:
            "enabled: false stands there, and the instrumentation runs all the same: NodeSDK switches on whatever is in its list.",
          ...pointAt(place),
          fix: "Take the option away. An instrumentation that you do not want is left out of the list.",
        }
      );
    },
  },
  {
    id: "double-layers",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when: ({ run, backend }) => {
      const auto = imports(backend.sources).find(({ specifier }) => AUTO.test(specifier));
      const router = run?.spans.some(({ scope }) => scope.name === "@opentelemetry/instrumentation-router");
      return (
        router && {
          message:
            "Each Express layer stands in the trace twice: Express 5 uses the package router, and auto-instrumentations-node instruments both.",
          ...pointAt(auto),
          fix: 'getNodeAutoInstrumentations({ "@opentelemetry/instrumentation-router": { enabled: false }, "@opentelemetry/instrumentation-net": { enabled: false } })',
        }
      );
    },
  },
  {
    id: "mostly-noise",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when: ({ run, backend }) => {
      const noise = run?.spans.filter(({ scope }) => /instrumentation-(fs|net|dns)$/.test(scope.name)) ?? [];
      const [call] = calls(backend.sources, /^getNodeAutoInstrumentations$/);
      return (
        run &&
        noise.length * 2 > run.spans.length && {
          message: `${noise.length} of ${run.spans.length} spans are about files, sockets and names (such as ${noise[0]?.name}). They tell nothing of your requests, and Honeycomb counts each.`,
          ...pointAt(call),
          fix: `List the two that this step needs:\n${BOTH}`,
        }
      );
    },
  },
];
