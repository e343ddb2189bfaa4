import {
  acceptedExports,
  acceptedSpans,
  calls,
  constructions,
  imports,
  lastName,
  lineWith,
  listMistakes,
  propertiesOf,
  sendingProblem,
  spansOf,
  type Evidence,
  type Place,
  type RunEvidence,
} from "#course-kit";

const START = '"start": "node --import tsx --import ./src/instrumentation.ts src/server.ts"';
const EXPRESS = "@opentelemetry/instrumentation-express";
const AUTO = /^@opentelemetry\/auto-instrumentations-node/;

/** Nearest to the cause first: package.json, the process, the code that was loaded, the SDK, the export, the stop. */
export const mistakes = listMistakes([
  {
    id: "start-script-missing",
    learn: "it-does-not-start",
    when: ({ backend: { manifest } }) =>
      manifest.ok &&
      !manifest.start && {
        message: 'backend/package.json has no "start" script, so nobody knows how to start the backend.',
        file: "backend/package.json",
        fix: `Add it under "scripts":\n${START}`,
      },
  },
  {
    id: "instrumentation-missing",
    learn: "your-task",
    when: (evidence) =>
      !crashed(evidence.run) &&
      !mentionsSdk(evidence) &&
      !manifestText(evidence).includes("@opentelemetry/") &&
      !startOf(evidence).includes("instrumentation") && {
        message:
          "Nothing in backend/ sets up OpenTelemetry yet: there is no SDK in any file below backend/src.",
        file: "backend/src",
        fix:
          "Write backend/src/instrumentation.ts as the lesson shows, and load it first in backend/package.json:\n" +
          START,
      },
  },
  {
    id: "source-does-not-parse",
    learn: "it-does-not-start",
    hides: ["backend-crashed"],
    when: ({ run }) => {
      const place = crashed(run) && syntaxError(run.stderr);
      return (
        place && {
          message: `The backend ended before it began: ${place.file} is not valid TypeScript at line ${place.line} (${place.says}).`,
          file: place.file,
          line: place.line,
          fix: "Look at that line and the one above it: a bracket, a quotation mark or a comma is missing or stands too much.",
        }
      );
    },
  },
  {
    id: "typescript-given-to-node-options",
    learn: "start-it-first",
    hides: ["backend-crashed"],
    when: (evidence) => {
      const options = variable(evidence, "NODE_OPTIONS") ?? "";
      return (
        crashed(evidence.run) &&
        /ERR_UNKNOWN_FILE_EXTENSION/.test(evidence.run.stderr) && {
          message: `Node was asked to load a TypeScript file before tsx was there to read it${options ? ` (NODE_OPTIONS is ${options})` : ""}.`,
          ...startLine(evidence),
          fix: `Take it out of NODE_OPTIONS and put it into the start script, behind tsx:\n${START}`,
        }
      );
    },
  },
  {
    id: "module-not-found",
    learn: "it-does-not-start",
    hides: ["backend-crashed"],
    when: ({ run, backend }) => {
      const missing = crashed(run) && /Cannot find (?:module|package) '([^']+)'/.exec(run.stderr)?.[1];
      if (!missing) return undefined;
      const own = missing.startsWith(".") || missing.startsWith("/");
      const name = own ? tidy(missing, backend.sources) : missing;
      const place = imports(backend.sources).find(({ specifier }) => specifier === missing);
      const isOld = /^@opentelemetry\/sdk-trace-(base|node|web)/.test(missing);
      return {
        message: own
          ? `The backend ended because there is no file ${name}, which it was asked to load.`
          : `The backend ended because the package ${name} is not installed in backend/.`,
        ...(place ? pointAt(place) : {}),
        fix: own
          ? "Check its name and folder, in the start script and in the imports: node looks from the folder backend/."
          : isOld
            ? "In OpenTelemetry 3.x that package is part of @opentelemetry/sdk-trace. The lesson's file needs neither: NodeSDK brings a batch processor by itself."
            : `cd backend && npm install ${name}`,
      };
    },
  },
  {
    id: "written-for-an-older-sdk",
    learn: "written-for-an-older-sdk",
    hides: ["backend-crashed", "removed-api", "options-in-singular", "processor-given-the-exporter-itself"],
    when: ({ backend, run }) => {
      const signs = oldSigns(backend.sources);
      return (
        signs.length >= 2 &&
        run !== undefined && {
          message: `This setup was written for an older OpenTelemetry: ${signs.map(({ says }) => says).join("; ")}. Today's packages no longer understand it.`,
          ...pointAt((signs[0] as OldSign).place),
          fix: "Start from the lesson's instrumentation.ts instead of mending it line by line; it is short.",
        }
      );
    },
  },
  {
    id: "removed-api",
    learn: "written-for-an-older-sdk",
    hides: ["backend-crashed", "home-does-not-answer"],
    when: ({ backend, run }) => {
      if (!run || (run.outcome.kind !== "exited" && !run.uncaught)) return undefined;
      const words = run.uncaught?.message ?? run.stderr;
      const removed = REMOVED.find(({ error }) => error.test(words));
      if (!removed) return undefined;
      const place = removed.where?.(backend.sources) ?? run.uncaught?.at;
      return {
        message: `${removed.says} The backend ended with: ${firstLine(words)}`,
        ...(place && { file: place.file, line: place.line }),
        fix: removed.fix,
      };
    },
  },
  {
    id: "port-in-use",
    learn: "it-does-not-start",
    hides: ["backend-crashed"],
    when: ({ backend, run }) => {
      const port =
        crashed(run) && /EADDRINUSE[^\n]*?:(\d+)/.exec(`${run.uncaught?.message}\n${run.stderr}`)?.[1];
      const place = port ? portLiteral(backend.sources, port) : undefined;
      return (
        port && {
          message: `The backend wanted port ${port}, which another program holds, maybe \`npm start\` in another terminal. The check gives a free port in PORT, but the code does not take it.`,
          ...(place ? pointAt(place) : {}),
          fix: "Read the port from the environment, as server.ts did:\nconst port = Number(process.env.PORT ?? 4567);",
        }
      );
    },
  },
  {
    id: "backend-crashed",
    learn: "it-does-not-start",
    when: ({ run }) => {
      if (!run || run.outcome.kind !== "exited") return undefined;
      const said = run.uncaught ? firstLine(run.uncaught.message) : lastWords(run);
      return {
        message: said
          ? `The backend ended before it listened. Its last words: ${said}`
          : `The backend ended before it listened, with code ${run.outcome.code ?? "none"} and without a word.`,
        ...run.uncaught?.at,
        fix: "Start it yourself and read what it says: cd backend && npm start",
      };
    },
  },
  {
    id: "does-not-listen",
    learn: "it-does-not-start",
    when: ({ run }) =>
      run?.outcome.kind === "never-listened" && {
        message: `The backend's process ran for ${(run.outcome.afterMs / 1000).toFixed(0)} s and opened no port. Its start script is: ${run.command}`,
        file: "backend/package.json",
        fix: "See that the start script runs src/server.ts, and that nothing before app.listen() waits for ever.",
      },
  },
  {
    id: "listens-on-another-port",
    learn: "it-does-not-start",
    when: ({ run, backend }) => {
      if (
        run?.outcome.kind !== "listened" ||
        run.outcome.port === run.outcome.askedPort ||
        run.outcome.port === 4567
      )
        return undefined;
      const place = portLiteral(backend.sources, String(run.outcome.port));
      return {
        message: `The backend listens on port ${run.outcome.port}; docker-compose.yml publishes 4567, and PORT says where to listen.`,
        ...(place ? pointAt(place) : {}),
        fix: "Read the port from the environment, as server.ts did:\nconst port = Number(process.env.PORT ?? 4567);",
      };
    },
  },
  {
    id: "home-does-not-answer",
    learn: "it-does-not-start",
    when: ({ run }) => {
      const home = run?.visits.find(({ id }) => id === "home");
      return (
        home &&
        home.status !== 200 && {
          message: home.error
            ? `The backend listens, but GET /api/activities/home got no answer: ${home.error}.`
            : `GET /api/activities/home answered ${home.status}: ${(home.response ?? "").slice(0, 160)}`,
          fix: `Bring the route back as it was: npm run solution ${"4"}`,
        }
      );
    },
  },
  {
    id: "home-answered-by-another-route",
    learn: "it-does-not-start",
    when: (evidence) => {
      const server = spansOf(evidence, "home").find(({ kind }) => kind === "server");
      const route = server?.fields["http.route"];
      return (
        typeof route === "string" &&
        route !== "/api/activities/home" && {
          message: `GET /api/activities/home was answered by the route ${route}: the route of its own is gone, or stands behind that one.`,
          file: "backend/src/app.ts",
          ...optionalLine(
            lineWith(
              evidence.backend.sources.find(({ path }) => path === "backend/src/app.ts")?.text ?? "",
              route,
            ),
          ),
          fix: 'Bring it back, in front of the others:\napp.get("/api/activities/home", async (request, response) => {\n  response.json(await homeActivities(signedInUser(request)));\n});',
        }
      );
    },
  },
  {
    id: "start-script-does-not-load-it",
    learn: "start-it-first",
    hides: ["sdk-never-started", "express-loaded-before-sdk", "no-shutdown-handler"],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || run.sdk.provider || run.sdk.apiVersion) return undefined;
      const setup = sdkPlace(evidence);
      if (!setup || run.modules.some(({ name }) => name === setup.file)) return undefined;
      if (run.modules.length === 0) return undefined;
      return {
        message: `${setup.file} sets up the SDK, but nothing loaded it: the backend was started with ${run.command}`,
        ...startLine(evidence),
        found: `"start": ${JSON.stringify(run.command)}`,
        fix: `Load it before everything else, in backend/package.json:\n${startFor(setup.file, backend)}`,
      };
    },
  },
  {
    id: "sdk-disabled",
    learn: "nothing-arrives",
    hides: ["sdk-never-started"],
    when: (evidence) => {
      const value = variable(evidence, "OTEL_SDK_DISABLED");
      return (
        value?.trim().toLowerCase() === "true" &&
        nothingSent(evidence) && {
          message: "OTEL_SDK_DISABLED is true, which switches the whole SDK off.",
          ...originOf(evidence, "OTEL_SDK_DISABLED"),
          fix: "Take the line OTEL_SDK_DISABLED away.",
        }
      );
    },
  },
  {
    id: "sdk-never-started",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || run.sdk.provider) return undefined;
      const [made] = constructions(backend.sources, /^NodeSDK$/);
      return (
        made &&
        calls(backend.sources, /^start$/).length === 0 && {
          message: `The SDK is built in ${made.file}, but never started: without sdk.start() every span is a blank with 32 zeros.`,
          ...pointAt(made),
          fix: "Behind it, write:\nsdk.start();",
        }
      );
    },
  },
  {
    id: "provider-not-global",
    learn: "nothing-arrives",
    when: ({ run, backend }) => {
      const [made] = constructions(backend.sources, /^(Node|Basic|Web)?TracerProvider$/);
      return (
        running(run) &&
        !run.sdk.provider &&
        made && {
          message: `A tracer provider is built in ${made.file}, but nobody is told of it: the API still hands out blank spans.`,
          ...pointAt(made),
          fix: "Use NodeSDK as the lesson does, or register the provider:\ntrace.setGlobalTracerProvider(provider);",
        }
      );
    },
  },
  {
    id: "context-manager-missing",
    learn: "spans-without-a-family",
    when: ({ run, backend }) => {
      const [made] = constructions(backend.sources, /TracerProvider$/);
      return (
        running(run) &&
        run.sdk.provider &&
        !run.sdk.contextManager && {
          message:
            "A tracer provider is registered, but no context manager: spans do not learn who their parent is, so each one is a root.",
          ...(made ? pointAt(made) : {}),
          fix: "Let NodeSDK register everything, as in the lesson; or add:\ncontext.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());",
        }
      );
    },
  },
  {
    id: "another-tracer-is-there",
    learn: "nothing-arrives",
    hides: ["two-sdks", "spans-never-sent", "sdk-never-started"],
    when: (evidence) => {
      const names = evidence.backend.manifest.ok ? Object.keys(evidence.backend.manifest.dependencies) : [];
      const other = names.find((name) =>
        /^(@sentry\/node|dd-trace|newrelic|elastic-apm-node|honeycomb-beeline|@honeycombio\/opentelemetry-node)$/.test(
          name,
        ),
      );
      return (
        other &&
        imports(evidence.backend.sources).some(({ specifier }) => specifier.startsWith(other)) && {
          message: `${other} brings a tracer of its own and takes OpenTelemetry's place, so the SDK of this step comes too late.`,
          file: "backend/package.json",
          fix: `For this course take ${other} away: cd backend && npm uninstall ${other}`,
        }
      );
    },
  },
  {
    id: "two-sdks",
    learn: "two-sdks",
    when: ({ run, backend }) => {
      const twice = run?.diagnostics.some(({ text }) =>
        text.includes("Attempted duplicate registration of API: trace"),
      );
      const made = constructions(backend.sources, /^NodeSDK$/);
      return (
        twice && {
          message: "Two SDKs were started. The first one stays, whatever the second one is set to.",
          ...(made[1] ? pointAt(made[1]) : made[0] ? pointAt(made[0]) : {}),
          fix: "Keep one: either the --import in the start script or the import in the code.",
        }
      );
    },
  },
  {
    id: "esm-without-hook",
    learn: "es-modules-need-a-hook",
    hides: ["express-loaded-before-sdk", "express-instrumentation-missing"],
    when: (evidence) => {
      const { run, backend } = evidence;
      const isEsm =
        (backend.manifest.ok && backend.manifest.type === "module") || /\.m[jt]s\b/.test(startOf(evidence));
      const hooked = `${startOf(evidence)}\n${backend.sources.map(({ text }) => text).join("\n")}`.includes(
        "@opentelemetry/instrumentation/hook",
      );
      return (
        isEsm &&
        !hooked &&
        running(run) &&
        run.sdk.provider &&
        !scopes(run).has(EXPRESS) && {
          message:
            'backend/ is written as ES modules ("type": "module"), and those are not instrumented without a hook: the request is named just GET and Express makes no spans.',
          file: "backend/package.json",
          ...optionalLine(lineWith(manifestText(evidence), '"type"')),
          fix: 'Take the line "type": "module" away, as the course uses CommonJS; or put this at the top of instrumentation.ts:\nimport { register } from "node:module";\nregister("@opentelemetry/instrumentation/hook.mjs", import.meta.url);',
        }
      );
    },
  },
  {
    id: "express-loaded-before-sdk",
    learn: "start-it-first",
    hides: ["no-shutdown-handler", "http-instrumentation-missing", "express-instrumentation-missing"],
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider) return undefined;
      const express = run.modules.find(({ name }) => name === "express");
      if (!express || express.order > run.sdk.provider.order || scopes(run).has(EXPRESS)) return undefined;
      const place = imports(backend.sources).find(
        ({ specifier, file }) => specifier === "express" && (!express.from || file === express.from),
      );
      return {
        message:
          "Express was loaded before the SDK started, so it could not be instrumented: an instrumentation changes a package at the moment when it is loaded.",
        ...(place ? pointAt(place) : express.from ? { file: express.from } : {}),
        fix: `Start the SDK in a file of its own and load that first, in backend/package.json:\n${startFor(run.sdk.provider.at?.file ?? "", backend)}`,
      };
    },
  },
  {
    id: "instrumentations-missing",
    learn: "nothing-arrives",
    hides: ["http-instrumentation-missing", "express-instrumentation-missing"],
    when: (evidence) => {
      const { run, backend } = evidence;
      const setup = sdkPlace(evidence);
      return (
        running(run) &&
        run.sdk.provider &&
        setup &&
        !uses(backend.sources, /^HttpInstrumentation$/) &&
        !uses(backend.sources, /^ExpressInstrumentation$/) && {
          message: "The SDK runs, but no instrumentation is registered: nobody makes spans for the requests.",
          ...pointAt(setup),
          fix: "Give NodeSDK both:\ninstrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],",
        }
      );
    },
  },
  {
    id: "http-instrumentation-missing",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run, backend } = evidence;
      const [express] = constructions(backend.sources, /^ExpressInstrumentation$/);
      return (
        running(run) &&
        run.sdk.provider &&
        express &&
        !uses(backend.sources, /^HttpInstrumentation$/) && {
          message:
            "The Express instrumentation is alone: it adds to the span of the request, and without the HTTP instrumentation there is none.",
          ...pointAt(express),
          fix: "Add the other one:\ninstrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],",
        }
      );
    },
  },
  {
    id: "express-instrumentation-missing",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run, backend } = evidence;
      const [http] = constructions(backend.sources, /^HttpInstrumentation$/);
      return (
        running(run) &&
        run.sdk.provider &&
        http &&
        !uses(backend.sources, /^ExpressInstrumentation$/) && {
          message:
            "The HTTP instrumentation is alone: it sees a request come and go, but only the Express instrumentation knows its route.",
          ...pointAt(http),
          fix: "Add the other one:\ninstrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],",
        }
      );
    },
  },
  {
    id: "sampled-out",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run } = evidence;
      const sampler = variable(evidence, "OTEL_TRACES_SAMPLER");
      const dropped = run?.started.some(({ recording, visit }) => !recording && visit !== undefined);
      return (
        dropped &&
        sampler && {
          message: `Spans are made and thrown away at once, because OTEL_TRACES_SAMPLER is ${sampler}${argument(evidence)}.`,
          ...originOf(evidence, "OTEL_TRACES_SAMPLER"),
          fix: "Take the line away while you learn: then every trace is kept.",
        }
      );
    },
  },
  {
    id: "processor-given-the-exporter-itself",
    learn: "written-for-an-older-sdk",
    when: ({ run, backend }) => {
      const positional = constructions(backend.sources, /^(Batch|Simple)SpanProcessor$/).find(({ node }) => {
        const [first] = node.arguments;
        return first !== undefined && first.type !== "ObjectExpression";
      });
      const line3 = backend.installed.some(
        ({ name, version }) => name === "@opentelemetry/sdk-node" && /^0\.3\d\d/.test(version),
      );
      return (
        line3 &&
        positional &&
        running(run) &&
        acceptedExports(run).length === 0 && {
          message: `${lastName(positional.node.callee)} is given the exporter itself. That was right until OpenTelemetry 2.x; since 3.x it takes one object, and says nothing when it gets something else: the spans are lost.`,
          ...pointAt(positional),
          found: positional.text,
          fix: `new ${lastName(positional.node.callee)}({ exporter: new OTLPTraceExporter() })`,
        }
      );
    },
  },
  {
    id: "options-in-singular",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when: ({ run, backend }) => {
      const [sdk] = constructions(backend.sources, /^NodeSDK$/);
      const options = propertiesOf(sdk?.node.arguments[0]);
      const found = Object.keys(UNKNOWN_OPTIONS).find((name) => options.has(name));
      return (
        run &&
        sdk &&
        found && {
          message: `NodeSDK knows no option ${found} and passes over it without a word, so the SDK falls back to what the environment says.`,
          ...pointAt(sdk),
          fix: `Write ${UNKNOWN_OPTIONS[found]}`,
        }
      );
    },
  },
  {
    id: "exporter-options-unknown",
    learn: "nothing-arrives",
    when: ({ run, backend }) => {
      const exporters = constructions(backend.sources, /^OTLPTraceExporter$/);
      const known = new Set([
        "url",
        "headers",
        "timeoutMillis",
        "concurrencyLimit",
        "compression",
        "keepAlive",
        "httpAgentOptions",
        "hostname",
        "userAgent",
      ]);
      for (const exporter of exporters) {
        const name = [...propertiesOf(exporter.node.arguments[0]).keys()].find((key) => !known.has(key));
        if (name && run) {
          return {
            message: `The exporter knows no option ${name} and passes over it without a word.`,
            ...pointAt(exporter),
            fix: "Leave the brackets empty: new OTLPTraceExporter() takes address and headers from docker-compose.yml.",
          };
        }
      }
      return undefined;
    },
  },
  {
    id: "grpc-exporter",
    learn: "nothing-arrives",
    hides: ["sends-elsewhere"],
    when: ({ run, backend }) => {
      const grpc = imports(backend.sources).find(
        ({ specifier }) => specifier === "@opentelemetry/exporter-trace-otlp-grpc",
      );
      return (
        running(run) &&
        grpc &&
        acceptedExports(run).length === 0 && {
          message:
            "The exporter is the one for gRPC; the endpoint in docker-compose.yml is the one for HTTP.",
          ...pointAt(grpc),
          fix: 'import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";',
        }
      );
    },
  },
  {
    id: "console-exporter-only",
    learn: "nothing-arrives",
    when: ({ run, backend }) => {
      const [console] = constructions(backend.sources, /^ConsoleSpanExporter$/);
      return (
        running(run) &&
        console &&
        run.exchanges.length === 0 &&
        constructions(backend.sources, /^OTLPTraceExporter$/).length === 0 && {
          message:
            "The spans are printed in the terminal and sent nowhere: ConsoleSpanExporter is the only exporter.",
          ...pointAt(console),
          fix: "traceExporter: new OTLPTraceExporter(),",
        }
      );
    },
  },
  {
    id: "endpoint-in-code",
    learn: "nothing-arrives",
    hides: ["sends-elsewhere"],
    when: ({ run, backend }) => {
      if (!running(run) || acceptedExports(run).length > 0) return undefined;
      for (const exporter of constructions(backend.sources, /^OTLPTraceExporter$/)) {
        const url = propertiesOf(exporter.node.arguments[0]).get("url")?.value;
        const literal = url?.type === "Literal" ? String(url.value) : undefined;
        if (literal === undefined) continue;
        const bare = URL.parse(literal)?.pathname === "/";
        return {
          message: bare
            ? `The exporter's url is ${literal}. An address in code is used as it stands, so the spans were posted to / and not to /v1/traces.`
            : `The exporter's url in code is ${literal}; it beats what docker-compose.yml says.`,
          ...pointAt(exporter),
          fix: "Leave the brackets empty: new OTLPTraceExporter() takes the address from docker-compose.yml.",
        };
      }
      return undefined;
    },
  },
  {
    id: "headers-in-code",
    learn: "nothing-arrives",
    when: ({ run, backend }) => {
      if (!running(run) || acceptedExports(run).length > 0) return undefined;
      const refused = run.exchanges.find(({ status }) => status === 401);
      const exporter = constructions(backend.sources, /^OTLPTraceExporter$/).find(({ node }) =>
        propertiesOf(node.arguments[0]).has("headers"),
      );
      return (
        refused &&
        exporter && {
          message: `The exporter's headers are set in code, and Honeycomb answered 401 to what they sent${refused.headers["x-honeycomb-team"] === "undefined" ? ': the word "undefined" instead of a key' : ""}.`,
          ...pointAt(exporter),
          fix: "Leave the brackets empty: new OTLPTraceExporter() takes the header from docker-compose.yml.",
        }
      );
    },
  },
  {
    id: "sends-elsewhere",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || acceptedExports(run).length > 0) return undefined;
      const other = run.refused[0];
      return (
        other && {
          message: `The backend tried to reach ${other.host}${other.port ? `:${other.port}` : ""}; no spans went to Honeycomb.`,
          fix: "Look for that address in docker-compose.yml, in .env and in the code; npm run env shows where each value comes from.",
        }
      );
    },
  },
  {
    id: "honeycomb-refused",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run } = evidence;
      const refused =
        running(run) &&
        acceptedExports(run).length === 0 &&
        run.exchanges.find(({ status }) => status !== 200);
      return (
        refused && {
          message: `${sendingProblem(evidence) ?? ""}.`,
          fix: "npm run env shows the address and the header that the backend gets, and the line each comes from.",
        }
      );
    },
  },
  {
    id: "spans-never-sent",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run } = evidence;
      const ended = run?.started.filter((span) => span.ended > 0 && span.recording).length ?? 0;
      return (
        running(run) &&
        ended > 0 &&
        run.exchanges.length === 0 &&
        run.refused.length === 0 && {
          message: `${ended} spans were made and ended, but no exporter sent them anywhere.${words(run)}`,
          ...run.sdk.provider?.at,
          fix: "Give NodeSDK the exporter:\ntraceExporter: new OTLPTraceExporter(),",
        }
      );
    },
  },
  {
    id: "does-not-stop",
    learn: "the-last-spans",
    hides: ["no-shutdown-handler", "exits-before-the-flush"],
    when: ({ run, backend }) => {
      if (!run?.exit?.forced) return undefined;
      const [handler] = handlers(backend.sources, "SIGTERM");
      return {
        message:
          "After SIGTERM the backend was still running 3 s later. Who handles the signal must also end the process.",
        ...(handler ? pointAt(handler) : {}),
        fix: "sdk.shutdown().catch(console.error).finally(() => process.exit(0));",
      };
    },
  },
  {
    id: "no-shutdown-handler",
    learn: "the-last-spans",
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!lastSpansLost(evidence) || !run || run.signals.SIGTERM) return undefined;
      const setup = sdkPlace(evidence);
      const sigint = handlers(backend.sources, "SIGINT")[0];
      return {
        message: sigint
          ? "Only SIGINT (Ctrl-C) is handled. Containers and workspaces stop a program by SIGTERM, and then the last batch of spans is lost."
          : "Nobody waits for the last spans: on SIGTERM the process ends at once, and what the batch processor still holds is lost.",
        ...(sigint ? pointAt(sigint) : setup ? pointAt(setup) : {}),
        fix: 'for (const signal of ["SIGTERM", "SIGINT"] as const) {\n  process.once(signal, () => sdk.shutdown().catch(console.error).finally(() => process.exit(0)));\n}',
      };
    },
  },
  {
    id: "exits-before-the-flush",
    learn: "the-last-spans",
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!lastSpansLost(evidence) || !run?.signals.SIGTERM) return undefined;
      const [handler] = handlers(backend.sources, "SIGTERM");
      return {
        message:
          "SIGTERM is handled, but the process ended before the last spans were sent: shutdown() takes a moment, and somebody must wait for it.",
        ...(handler ? pointAt(handler) : {}),
        fix: "sdk.shutdown().catch(console.error).finally(() => process.exit(0));",
      };
    },
  },
  {
    id: "exported-twice",
    severity: "advice",
    learn: "two-sdks",
    when: ({ run, backend }) => {
      const seen = new Set<string>();
      const twice = run?.spans.find(({ spanId }) => seen.has(spanId) || !seen.add(spanId));
      const [second] = constructions(backend.sources, /^(Batch|Simple)SpanProcessor$/).slice(1);
      return (
        twice && {
          message: `The span ${twice.name} was sent more than once: there are two processors with the same exporter. Honeycomb counts each.`,
          ...(second ? pointAt(second) : {}),
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
        acceptedExports(run).length > 2 && {
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
    learn: "nothing-arrives",
    when: ({ run }) => {
      const other = run?.exchanges.find(({ url }) => /\/v1\/(metrics|logs)$/.test(url));
      return (
        other && {
          message: `The SDK also sends ${other.url.endsWith("logs") ? "logs" : "metrics"}, which this course does not use; they take a part of your events.`,
          fix: "In docker-compose.yml, keep these two lines:\nOTEL_METRICS_EXPORTER: none\nOTEL_LOGS_EXPORTER: none",
        }
      );
    },
  },
  {
    id: "service-name-in-code",
    severity: "advice",
    learn: "nothing-arrives",
    when: (evidence) => {
      const sent = evidence.run?.spans[0]?.resource["service.name"];
      const asked = variable(evidence, "OTEL_SERVICE_NAME");
      const [sdk] = constructions(evidence.backend.sources, /^NodeSDK$/);
      return (
        typeof sent === "string" &&
        asked &&
        sent !== asked && {
          message: `The spans say they come from ${sent}, although OTEL_SERVICE_NAME is ${asked}: a name in code beats the environment.`,
          ...(sdk ? pointAt(sdk) : {}),
          fix: "Take the name out of the code and leave it to docker-compose.yml.",
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
          ...(auto ? pointAt(auto) : {}),
          fix: 'getNodeAutoInstrumentations({ "@opentelemetry/instrumentation-router": { enabled: false }, "@opentelemetry/instrumentation-net": { enabled: false } })',
        }
      );
    },
  },
]);

interface OldSign {
  readonly says: string;
  readonly place: Place;
}

/** Traits of setups from before OpenTelemetry 2.0 and 3.0. */
function oldSigns(sources: Evidence["backend"]["sources"]): OldSign[] {
  const sign = (says: string, [place]: readonly Place[]): OldSign[] => (place ? [{ says, place }] : []);
  const singular = constructions(sources, /^NodeSDK$/).filter(({ node }) => {
    const options = propertiesOf(node.arguments[0]);
    return options.has("spanProcessor") || options.has("metricReader");
  });
  const positional = constructions(sources, /^(Batch|Simple)SpanProcessor$/).filter(({ node }) => {
    return node.arguments[0] !== undefined && node.arguments[0].type !== "ObjectExpression";
  });
  return [
    ...sign("new Resource(…) went in 2.0", constructions(sources, /^Resource$/)),
    ...sign("addSpanProcessor() went in 2.0", calls(sources, /^addSpanProcessor$/)),
    ...sign("the option spanProcessor became the list spanProcessors", singular),
    ...sign("a span processor now takes { exporter }", positional),
    ...sign(
      "@opentelemetry/sdk-trace-base became @opentelemetry/sdk-trace",
      imports(sources).filter(({ specifier }) => /sdk-trace-(base|node)$/.test(specifier)),
    ),
    ...sign(
      "sdk.start() returns no promise any more",
      calls(sources, /^then$/).filter(({ text }) => /\.start\(\)\s*\.then/.test(text)),
    ),
  ];
}

/** Words of a crash that name an API which today's packages no longer have. */
const REMOVED: readonly {
  readonly error: RegExp;
  readonly says: string;
  readonly fix: string;
  readonly where?: (sources: Evidence["backend"]["sources"]) => Place | undefined;
}[] = [
  {
    error: /Resource is not a constructor/,
    says: "The class Resource is gone since OpenTelemetry 2.0.",
    fix: "Leave the resource away, because OTEL_SERVICE_NAME names the service; or write resourceFromAttributes({ … }).",
    where: (sources) => constructions(sources, /^Resource$/)[0],
  },
  {
    error: /addSpanProcessor is not a function/,
    says: "A provider gets its processors when it is built; addSpanProcessor() is gone since 2.0.",
    fix: "new TracerProvider({ spanProcessors: [ … ] }), or NodeSDK as in the lesson.",
    where: (sources) => calls(sources, /^addSpanProcessor$/)[0],
  },
  {
    error: /register is not a function/,
    says: "The provider of 3.x has no register() any more.",
    fix: "Use NodeSDK as in the lesson: its start() registers provider, context manager and propagator.",
    where: (sources) => calls(sources, /^register$/)[0],
  },
  {
    error: /reading '(then|catch)'/,
    says: "sdk.start() is done when it returns; it gives no promise to wait for.",
    fix: "sdk.start();",
    where: (sources) => calls(sources, /^(then|catch)$/).find(({ text }) => /\.start\(\)/.test(text)),
  },
  {
    error: /reading '(\w+Processor|\w+Exporter|Resource)'|(tracing|resources|core)\.\w+ is not a constructor/,
    says: "sdk-node no longer hands on the other packages as tracing, resources or core.",
    fix: "NodeSDK alone is enough for this course. Anything else is imported from its own package, such as @opentelemetry/sdk-trace.",
  },
  {
    error: /_resource\.merge is not a function/,
    says: "The resource given to NodeSDK is a plain object.",
    fix: "Leave it away, because OTEL_SERVICE_NAME names the service; or write resourceFromAttributes({ … }).",
    where: (sources) => constructions(sources, /^NodeSDK$/)[0],
  },
  {
    error: /setTracerProvider is not a function|instrumentations\?\.flat is not a function/,
    says: "The list of instrumentations holds something that is no instrumentation: a class without new, or a function that was not called.",
    fix: "instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],",
    where: (sources) => constructions(sources, /^NodeSDK$/)[0],
  },
  {
    error: /shouldSample is not a function/,
    says: "The sampler is a text; NodeSDK wants a sampler object.",
    fix: "Leave it away: without a sampler every trace is kept.",
    where: (sources) => constructions(sources, /^NodeSDK$/)[0],
  },
  {
    error:
      /CollectorTraceExporter is not a constructor|OTLPTraceExporter is not a constructor|\w+Instrumentation is not a constructor|NodeSDK is not a constructor/,
    says: "That class does not come from the package it is imported from.",
    fix: "Compare the import lines with the lesson's.",
  },
];

const UNKNOWN_OPTIONS: Readonly<Record<string, string>> = {
  spanProcessor: "spanProcessors: [ … ], in the plural and as a list; or leave it to traceExporter.",
  metricReader: "metricReaders: [ … ], in the plural and as a list.",
  logRecordProcessor: "logRecordProcessors: [ … ], in the plural and as a list.",
  exporter: "traceExporter: new OTLPTraceExporter(),",
  instrumentation: "instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],",
  tracerProvider: "traceExporter: new OTLPTraceExporter(), and let NodeSDK build the provider.",
};

function crashed(run: RunEvidence | undefined): run is RunEvidence {
  return run?.outcome.kind === "exited";
}

function running(run: RunEvidence | undefined): run is RunEvidence {
  return run?.outcome.kind === "listened";
}

function scopes(run: RunEvidence): Set<string> {
  return new Set(run.started.map(({ scope }) => scope));
}

function nothingSent({ run }: Evidence): boolean {
  return run !== undefined && run.exchanges.length === 0;
}

/** The spans of the request before the stop never came, although earlier ones did. */
function lastSpansLost(evidence: Evidence): boolean {
  const { run } = evidence;
  if (!running(run) || run.exit?.forced !== false || spansOf(evidence, "home").length === 0) return false;
  return !spansOf(evidence, "last").some(({ kind }) => kind === "server");
}

function mentionsSdk({ backend }: Evidence): boolean {
  return backend.sources.some(({ text }) => /@opentelemetry\/|auto-instrumentations-node/.test(text));
}

/** Where the SDK or a provider is built. */
function sdkPlace({ backend }: Evidence): Place | undefined {
  return constructions(backend.sources, /^NodeSDK$|TracerProvider$/)[0];
}

function uses(sources: Evidence["backend"]["sources"], name: RegExp): boolean {
  const auto = imports(sources).some(({ specifier }) => AUTO.test(specifier));
  return auto || constructions(sources, name).length > 0;
}

function handlers(sources: Evidence["backend"]["sources"], signal: string): Place[] {
  const direct = calls(sources, /^(on|once|addListener)$/).filter(
    ({ text, node }) =>
      text.startsWith("process") &&
      node.arguments[0]?.type === "Literal" &&
      node.arguments[0].value === signal,
  );
  const looped = calls(sources, /^(on|once|addListener)$/).filter(
    ({ source, text }) => text.startsWith("process") && source.text.includes(signal),
  );
  return direct.length > 0 ? direct : looped;
}

/** `server.listen(5000)` or a constant that holds the number. */
function portLiteral(sources: Evidence["backend"]["sources"], port: string): Place | undefined {
  for (const source of sources) {
    const line = lineWith(source.text, new RegExp(`(?<![\\d.])${port}(?![\\d.])`));
    if (line)
      return { source, file: source.path, line, text: (source.text.split("\n")[line - 1] ?? "").trim() };
  }
  return undefined;
}

function variable({ compose }: Evidence, name: string): string | undefined {
  return compose.ok ? compose.variables.get(name)?.value : undefined;
}

function originOf({ compose }: Evidence, name: string): { file?: string; line?: number } {
  const origin = compose.ok ? compose.variables.get(name)?.origin : undefined;
  return { ...(origin?.file && { file: origin.file }), ...(origin?.line && { line: origin.line }) };
}

function argument(evidence: Evidence): string {
  const value = variable(evidence, "OTEL_TRACES_SAMPLER_ARG");
  return value ? ` (with ${value})` : "";
}

function manifestText({ backend: { manifest } }: Evidence): string {
  return manifest.ok
    ? (manifest.start ?? "") + manifest.text.replace(/"(dev)?[dD]ependencies"\s*:\s*\{[^}]*\}/g, "")
    : "";
}

function startOf({ backend: { manifest } }: Evidence): string {
  return manifest.ok ? (manifest.start ?? "") : "";
}

function startLine(evidence: Evidence): { file: string; line?: number } {
  const { manifest } = evidence.backend;
  return {
    file: "backend/package.json",
    ...optionalLine(manifest.ok ? lineWith(manifest.text, /"start"\s*:/) : undefined),
  };
}

/** The lesson's start script, with the learner's own file. */
function startFor(file: string, { sources }: Evidence["backend"]): string {
  const server = sources.some(({ path }) => path === "backend/src/server.ts") ? "src/server.ts" : "…";
  const own = /^backend\/(src\/(?!server\.|app\.)[\w.-]+)$/.exec(file)?.[1];
  return START.replace("./src/instrumentation.ts", own ? `./${own}` : "./src/instrumentation.ts").replace(
    "src/server.ts",
    server,
  );
}

function pointAt({ file, line }: Place): { file: string; line: number } {
  return { file, line };
}

function optionalLine(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}

/** esbuild, which tsx uses, and Node say it in different words. */
function syntaxError(stderr: string): { file: string; line: number; says: string } | undefined {
  const byEsbuild =
    /((?:\/|[A-Z]:\\|\.\/|src)[^\n]*?\.[cm]?[jt]sx?):(\d+):\d+: (?:ERROR|error): ([^\n]+)/.exec(stderr);
  const byNode =
    /(?:^|\n)(?:file:\/\/)?([^\n]*?\.[cm]?[jt]sx?):(\d+)\n[\s\S]*?SyntaxError[^:\n]*: ([^\n]+)/.exec(stderr);
  const found = byEsbuild ?? byNode;
  if (!found) return undefined;
  const file =
    /(backend[\\/].*|src[\\/].*)$/.exec(found[1] as string)?.[1]?.replaceAll("\\", "/") ??
    (found[1] as string);
  return {
    file: file.startsWith("src/") ? `backend/${file}` : file,
    line: Number(found[2]),
    says: found[3] as string,
  };
}

function tidy(path: string, sources: Evidence["backend"]["sources"]): string {
  const [first] = sources;
  return first && path.includes("/backend/") ? `backend/${path.split("/backend/").at(-1)}` : path;
}

function firstLine(text: string): string {
  return (text.trim().split("\n")[0] ?? "").slice(0, 240);
}

function lastWords({ stderr, stdout }: RunEvidence): string {
  const lines = (stderr.trim() || stdout.trim()).split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^(\w*Error|error)\b/.test(line));
  return (error ?? lines.at(-1) ?? "").slice(0, 240);
}

function words(run: RunEvidence): string {
  const loud = run.diagnostics.find(({ level }) => level === "error" || level === "warn");
  return loud ? ` The SDK said: ${firstLine(loud.text)}` : "";
}
