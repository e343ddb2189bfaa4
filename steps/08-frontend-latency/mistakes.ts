import {
  constructions,
  imports,
  isHoneycomb,
  lineWith,
  listMistakes,
  maskKeysIn,
  maskKeyShapes,
  propertiesOf,
  withoutType,
  type Evidence,
  type Mistake,
  type PageEvidence,
} from "#course-kit";
import {
  allowedHeaders,
  allowsTraceparent,
  arrivedSpans,
  asksAcrossOrigins,
  backendService,
  pageCalls,
  pageServices,
  preflights,
  shownPage,
  toldStrangers,
} from "./facts.ts";
import {
  at,
  browserCode,
  CONFIG,
  otelImports,
  pageCode,
  requestInstrumentation,
  SETUP,
  setupFile,
  viteConfig,
  wordsAt,
} from "./page-code.ts";

const INSTALL =
  "cd frontend\nnpm install @opentelemetry/api @opentelemetry/core @opentelemetry/exporter-trace-otlp-http @opentelemetry/instrumentation-fetch @opentelemetry/resources @opentelemetry/sdk-trace\ncd ..";
const EXPORTER = 'const exporter = new OTLPTraceExporter({ url: "/v1/traces" });';
const PROXY = 'proxy: { "/v1/traces": process.env.OTLP_TARGET ?? "http://localhost:4318" },';
const PROVIDER = `const provider = new TracerProvider({
  resource: resourceFromAttributes({ "service.name": "frontend" }),
  spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })],
});`;
const FETCH = "new FetchInstrumentation({ propagateTraceHeaderCorsUrls: [new RegExp(`^${BACKEND_URL}/`)] });";
const HEADERS = 'allowedHeaders: ["content-type", "if-modified-since", "x-cruddur-user", "traceparent"],';
const LOADED = 'import "./instrumentation.ts";';

/** Nearest to the cause first: what the browser got, what it ran, what it sent, and what became of that. */
const told: readonly Mistake[] = [
  {
    id: "no-browser-here",
    learn: "it-needs-a-browser",
    when: ({ page }) =>
      page?.outcome.kind === "no-browser" && {
        message: `This step needs a browser, and ${page.outcome.because.replace(/^No browser/, "none")}`,
        fix: "Or name one that is installed, before the check:\nexport WORKSHOP_BROWSER=/usr/bin/chromium",
      },
  },
  {
    id: "key-in-the-page",
    learn: "the-key-stays-outside",
    when: (evidence) => {
      const { page } = evidence;
      const [leak] = page?.leaks ?? [];
      if (!page || !leak) return undefined;
      const place = keyPlace(evidence);
      return {
        message: `The browser holds a key: it is in ${pathOf(leak, page)}. Everybody who opens the page can read it there.`,
        ...place,
        fix: `Take it out, make a new key, and delete the old one at Honeycomb. In ${SETUP} the exporter needs an address only:\n${EXPORTER}`,
      };
    },
  },
  {
    id: "frontend-manifest-broken",
    learn: "install-it-here",
    hides: ["vite-config-broken"],
    when: ({ frontend }) =>
      frontend &&
      !frontend.manifest.ok && {
        message: `frontend/package.json cannot be read: ${frontend.manifest.message}.`,
        file: "frontend/package.json",
        ...(frontend.manifest.line && { line: frontend.manifest.line }),
        fix: "Mend the line, or begin anew:\ngit checkout -- frontend/package.json",
      },
  },
  {
    id: "frontend-packages-missing",
    learn: "install-it-here",
    hides: ["vite-config-broken"],
    when: ({ page }) =>
      page?.outcome.kind === "not-served" &&
      /Cannot find (module|package) 'vite'/.test(page.output) && {
        message:
          "The packages of frontend/ are not installed: not even Vite is there, which serves the page.",
        file: "frontend/package.json",
        fix: INSTALL,
      },
  },
  {
    id: "vite-config-broken",
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const { page } = evidence;
      if (page?.outcome.kind !== "not-served" || page.output.trim() === "") return undefined;
      const lines = plain(page.output)
        .split("\n")
        .map((line) => line.trim());
      const why =
        lines.find((line) => /^\[\w+\] /.test(line)) ?? lines.find((line) => /^\w*Error\b/.test(line));
      const line = Number(/vite\.config\.\w+:(\d+)/.exec(page.output)?.[1]) || undefined;
      return {
        message: `Vite does not start${why ? `. It says: ${why.replace(/^(\[\w+\] )?(\w*Error: )?/, "")}` : ", and stopped with an error."}`,
        file: viteConfig(evidence)?.path ?? CONFIG,
        ...(line && { line }),
        fix: `Compare ${CONFIG} with the lesson: a comma after each entry, and proxy inside server.`,
      };
    },
  },
  {
    id: "web-package-in-another-folder",
    learn: "install-it-here",
    hides: ["page-does-not-parse", "web-package-missing"],
    when: (evidence) => {
      const missing = unresolved(evidence);
      const name = missing && packageName(missing.specifier);
      if (!name) return undefined;
      const { backend } = evidence;
      const inBackend = backend.manifest.ok && name in backend.manifest.dependencies;
      // The backend has the API and the exporter anyway; only what no backend needs was meant for the page.
      if (!(inBackend && WEB_ONLY.test(name)) && !backend.inRoot.includes(name)) return undefined;
      const folder = inBackend ? "backend/" : "the repository's folder";
      return {
        message: `${name} was installed in ${folder}, and the page looks for it in frontend/.`,
        ...missing.at,
        fix: INSTALL,
      };
    },
  },
  {
    id: "web-package-missing",
    learn: "install-it-here",
    hides: ["page-does-not-parse"],
    when: (evidence) => {
      const missing = unresolved(evidence);
      const name = missing && packageName(missing.specifier);
      return (
        name && {
          message: `The page imports ${name}, and frontend/ has no such package.`,
          ...missing.at,
          fix: OURS.test(name)
            ? INSTALL
            : `If you mean it, install it: cd frontend && npm install ${name}\nThe lesson's six packages do without it.`,
        }
      );
    },
  },
  {
    id: "page-file-missing",
    learn: "the-page-does-not-come-up",
    hides: ["page-does-not-parse"],
    when: (evidence) => {
      const missing = unresolved(evidence);
      return (
        missing &&
        !packageName(missing.specifier) && {
          message: `${missing.specifier} is not there: the file that ${missing.at?.file ?? "the page"} imports has another name or place.`,
          ...missing.at,
          fix: `The file is ${SETUP}, and main.ts imports it as its neighbour:\n${LOADED}`,
        }
      );
    },
  },
  {
    id: "page-does-not-parse",
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const broken = evidence.page?.requests.find(
        ({ status, url, answer }) => status === 500 && /\/src\//.test(url) && answer,
      );
      if (!broken || !evidence.page) return undefined;
      const file = `frontend${new URL(broken.url).pathname}`;
      const answer = plain(broken.answer ?? "");
      const line = Number(/\.[jt]sx?:(\d+):\d+/.exec(answer)?.[1]) || undefined;
      return {
        message: `Vite cannot read ${file}, so the page stays empty.`,
        file,
        ...(line && { line }),
        fix: "Count brackets from the inside out: each (, { and [ needs its partner. Or copy the file from the lesson once more.",
      };
    },
  },
  {
    id: "node-code-in-the-page",
    learn: "no-span-leaves-the-browser",
    hides: ["web-sdk-of-another-age", "page-code-stopped"],
    when: (evidence) => {
      const { page } = evidence;
      const name = said(
        page,
        /\b(require|process|module|exports|__dirname|global|Buffer) is not defined/,
      )?.[1];
      const packageOfNode = imports(browserCode(evidence)).find(({ specifier }) => NODE_ONLY.test(specifier));
      if (!page || (!name && !(packageOfNode && page.spans.length === 0))) return undefined;
      const place = name ? wordsAt(browserCode(evidence), new RegExp(`\\b${name}\\b`)) : undefined;
      return {
        message: name
          ? `The page's code uses ${name}, which only Node has. In the browser it stopped there.`
          : `The page imports ${packageOfNode?.specifier}, which is made for Node: a browser has neither its modules nor its environment.`,
        ...(place ?? (packageOfNode && at(packageOfNode))),
        fix:
          name === "require" || name === "module" || name === "exports"
            ? 'A browser knows import and export only:\nimport { trace } from "@opentelemetry/api";'
            : `The browser's parts are others. ${SETUP} in the lesson has them all:\n${PROVIDER}`,
      };
    },
  },
  {
    id: "web-sdk-of-another-age",
    learn: "install-it-here",
    hides: ["page-code-stopped"],
    when: (evidence) => {
      const { page } = evidence;
      const wrong = said(
        page,
        /does not provide an export named '(\w+)'|(\w+)(?: is not a function| is not a constructor)/,
      );
      const name = wrong?.[1] ?? wrong?.[2];
      if (!name || !OLD_NAMES.test(name)) return undefined;
      return {
        message: `The installed OpenTelemetry has no ${name}; it is of an older one. In the browser the code stopped there.`,
        ...wordsAt(browserCode(evidence), new RegExp(`\\b${name}\\b`)),
        fix: `The provider takes all of it at once:\n${PROVIDER}\ntrace.setGlobalTracerProvider(provider);`,
      };
    },
  },
  {
    id: "web-processor-without-exporter",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      const found = constructions(browserCode(evidence), /^(Batch|Simple)SpanProcessor$/).find(
        ({ node, source }) => {
          const first = withoutType(node.arguments[0]);
          const isOptions = first?.type === "ObjectExpression" && propertiesOf(first).has("exporter");
          // The 2.x packages of these names take the exporter itself.
          return !isOptions && first?.type !== "SpreadElement" && /sdk-trace["']/.test(source.text);
        },
      );
      return (
        found && {
          message: "The processor got no exporter: it takes an object in which one is named.",
          ...at(found),
          fix: "new BatchSpanProcessor({ exporter })",
        }
      );
    },
  },
  {
    id: "web-resource-is-plain",
    learn: "whose-spans-are-these",
    hides: ["page-code-stopped"],
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      for (const provider of constructions(browserCode(evidence), /TracerProvider$/)) {
        const resource = propertiesOf(provider.node.arguments[0]).get("resource");
        if (withoutType(resource?.value)?.type !== "ObjectExpression") continue;
        return {
          message: "The provider's resource is a plain object. It must be a resource, which is made of one.",
          ...(wordsAt([provider.source], /\bresource\b\s*:/) ?? at(provider)),
          fix: 'resource: resourceFromAttributes({ "service.name": "frontend" }),',
        };
      }
      return undefined;
    },
  },
  {
    id: "page-code-stopped",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      const error = page?.console.find((text) => /^(Uncaught )?(\w*Error)\b/.test(text));
      if (!page || !error || page.spans.length > 0) return undefined;
      const name = /(\w+) is not (?:defined|a function|a constructor)/.exec(error)?.[1];
      const file = setupFile(evidence)?.path;
      return {
        message: `The page's code stopped with an error: ${plain(error).split("\n", 1)[0]}`,
        ...((name && wordsAt(browserCode(evidence), new RegExp(`\\b${name}\\b`))) || (file && { file })),
        fix: "Open the page and its console (F12): a click on the error leads to the line.",
      };
    },
  },
  {
    id: "page-instrumentation-missing",
    learn: "your-task",
    hides: ["web-provider-not-registered", "fetch-is-not-watched"],
    when: (evidence) => {
      const page = silentPage(evidence);
      if (!page || page.api) return undefined;
      return (
        otelImports(evidence).length === 0 && {
          message: "No file of the page uses OpenTelemetry yet, so no trace begins in the browser.",
          file: "frontend/src/main.ts",
          fix: `Make ${SETUP} as the lesson shows, and import it at the top of main.ts:\n${LOADED}`,
        }
      );
    },
  },
  {
    id: "page-instrumentation-not-loaded",
    learn: "no-span-leaves-the-browser",
    hides: ["web-provider-not-registered", "fetch-is-not-watched"],
    when: (evidence) => {
      const page = silentPage(evidence);
      const file = setupFile(evidence);
      if (!page || page.api || !file) return undefined;
      const path = file.path.replace(/^frontend/, "");
      return (
        !page.requests.some(({ url }) => new URL(url).pathname === path) && {
          message: `${file.path} is there, and the browser never asked for it: nothing on the page imports it.`,
          file: "frontend/src/main.ts",
          line: 1,
          fix: `At the top of frontend/src/main.ts:\nimport "./${file.path.split("/").at(-1)}";`,
        }
      );
    },
  },
  {
    id: "web-provider-not-registered",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const made = constructions(browserCode(evidence), /TracerProvider$/)[0];
      return (
        page &&
        !page.api?.provider && {
          message: made
            ? "The page makes a provider and tells nobody: the API still hands out the empty one, which makes no spans."
            : "The page makes no tracer provider, so nobody makes spans.",
          ...(made ? at(made) : { file: setupFile(evidence)?.path ?? SETUP }),
          fix: made
            ? "trace.setGlobalTracerProvider(provider);"
            : `${PROVIDER}\ntrace.setGlobalTracerProvider(provider);`,
        }
      );
    },
  },
  {
    id: "fetch-is-not-watched",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      if (!page?.fetchIsNative) return undefined;
      const made = requestInstrumentation(evidence);
      const file = setupFile(evidence)?.path ?? SETUP;
      return {
        message: made
          ? "The instrumentation is made and switched off: fetch is still the browser's own."
          : "Nobody watches fetch: the provider is there, and nothing asks it for a span.",
        ...(made ? made.at : { file }),
        fix: `At the end of ${file}:\n${FETCH}`,
      };
    },
  },
  {
    id: "web-sampled-away",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const call = pageCalls(evidence).find(({ request }) => request.headers["traceparent"]?.endsWith("-00"));
      return (
        call && {
          message: `The browser's sampler drops its traces: traceparent of ${call.what} ends in -00, which tells the backend to keep nothing either.`,
          ...(wordsAt(browserCode(evidence), /\bsampler\b/) ?? wordsAt(browserCode(evidence), /Sampler/)),
          fix: "Leave the sampler out; without one every trace is kept.",
        }
      );
    },
  },
  {
    id: "processor-missing-in-the-page",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const made = constructions(browserCode(evidence), /TracerProvider$/)[0];
      return (
        page &&
        made &&
        !/SpanProcessor/.test(made.text + made.source.text.replace(/import[^;]*;/g, "")) && {
          message: "The provider has no span processor: spans are made and handed to nobody.",
          ...at(made),
          fix: PROVIDER,
        }
      );
    },
  },
  {
    id: "flush-on-leaving-is-off",
    learn: "before-the-page-is-left",
    when: (evidence) => {
      const off = wordsAt(browserCode(evidence), /disableAutoFlushOnDocumentHide\s*:\s*true/);
      return (
        off &&
        lacksLast(evidence) && {
          message:
            "The batch processor is told not to send when the page is left, and what it held then is lost.",
          ...off,
          fix: "Take disableAutoFlushOnDocumentHide out.",
        }
      );
    },
  },
  {
    id: "spans-straight-to-honeycomb",
    learn: "a-browser-keeps-no-secret",
    when: (evidence) => {
      const { page } = evidence;
      const sent = page?.requests.find(({ url }) => isHoneycomb(url) || /honeycomb\.io/.test(url));
      return (
        sent && {
          message: `The browser sends its spans straight to ${new URL(sent.url).host}. For that it would have to hold the key.`,
          ...exporterAt(evidence),
          fix: `Send them to the page's own address, and let Vite pass them on:\n${EXPORTER}`,
        }
      );
    },
  },
  {
    id: "spans-straight-to-the-receiver",
    learn: "to-your-own-address",
    when: (evidence) => {
      const page = evidence.page;
      const sent = page?.requests.find(({ url }) =>
        /^(localhost|127\.0\.0\.1):431\d$/.test(new URL(url).host),
      );
      return (
        sent && {
          message: `The browser sends its spans to ${new URL(sent.url).origin}. That is another origin than ${page?.origin}, and the receiver takes nothing from there.`,
          ...exporterAt(evidence),
          fix: `An address without a host is the page's own:\n${EXPORTER}`,
        }
      );
    },
  },
  {
    id: "spans-to-somewhere-else",
    learn: "to-your-own-address",
    when: (evidence) => {
      const { page } = evidence;
      const sent =
        misdirected(evidence, ({ url }) => !url.startsWith(`${page?.origin}/`)) ??
        page?.requests.find(
          ({ url, headers }) =>
            url.endsWith("/v1/traces") &&
            !url.startsWith(`${page.origin}/`) &&
            headers["access-control-request-method"] === "POST",
        );
      return (
        sent && {
          message: `The browser sends its spans to ${sent.url}, where nobody takes them.`,
          ...exporterAt(evidence),
          fix: EXPORTER,
        }
      );
    },
  },
  {
    id: "spans-to-another-path",
    learn: "to-your-own-address",
    hides: ["vite-passes-nothing-on"],
    when: (evidence) => {
      const sent = misdirected(
        evidence,
        ({ url, page }) => url.startsWith(`${page.origin}/`) && new URL(url).pathname !== "/v1/traces",
      );
      const proxied = proxiedPaths(evidence);
      return (
        sent && {
          message: `The page sends its spans to ${new URL(sent.url).pathname}${proxied.length > 0 ? `, and Vite passes on only ${proxied.join(", ")}` : ""}.`,
          ...exporterAt(evidence),
          fix: `Both must name the same path, in ${SETUP}:\n${EXPORTER}\nand in ${CONFIG}:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "vite-sends-without-key",
    learn: "a-browser-keeps-no-secret",
    when: (evidence) => {
      const sent = misdirected(evidence, ({ status }) => status === 401);
      return (
        sent && {
          message: "Vite passes the spans on to Honeycomb, without a key: Honeycomb answers 401.",
          ...configAt(evidence, /honeycomb/),
          fix: `Pass them on to the receiver, which knows the key:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "proxy-target-has-a-path",
    learn: "to-your-own-address",
    hides: ["vite-passes-nothing-on"],
    when: (evidence) => {
      const sent = misdirected(evidence, ({ status, url }) => status === 404 && url.endsWith("/v1/traces"));
      const config = viteConfig(evidence);
      const place = config && wordsAt([config], /https?:\/\/[^"'`\s]+\/v1|rewrite/);
      return (
        sent &&
        place &&
        proxiedPaths(evidence).some((path) => new URL(sent.url).pathname.startsWith(path)) && {
          message:
            "Vite passes the spans on, to a path that the receiver does not have: /v1/traces is added by itself.",
          ...place,
          fix: `Name the host and port only, and rewrite nothing:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "vite-passes-nothing-on",
    learn: "to-your-own-address",
    when: (evidence) => {
      const sent = misdirected(
        evidence,
        ({ status, url, page }) => status === 404 && url.startsWith(`${page.origin}/`),
      );
      return (
        sent && {
          message: `Vite answers 404 to ${new URL(sent.url).pathname}: ${whyNotPassedOn(evidence)}`,
          ...configAt(evidence, /proxy/),
          fix: `In ${CONFIG}, inside server:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "proxy-leads-nowhere",
    learn: "to-your-own-address",
    when: (evidence) => {
      const sent = misdirected(evidence, ({ status }) => status !== undefined && status >= 500);
      return (
        sent && {
          message: `Vite passes the spans on, and nobody takes them there: it answers ${sent.status}.`,
          ...configAt(evidence, /\/v1\/traces|proxy/),
          fix: `The receiver's port is 4318:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "traceparent-not-allowed",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      if (!asksAcrossOrigins(page) || allowsTraceparent(allowedHeaders(evidence))) return undefined;
      const asked = preflights(page).length > 0;
      if (!asked && page.spans.length === 0) return undefined;
      const backend = evidence.backend.sources;
      const exposed = wordsAt(backend, /exposedHeaders.*traceparent/);
      return {
        message: exposed
          ? "traceparent stands among the headers that a page may read. What it may send is another list, allowedHeaders."
          : asked
            ? `The browser asked whether it may send traceparent, and the backend allows only ${allowedHeaders(evidence).join(", ") || "nothing"}. So it did not send the request at all.`
            : `The backend would not let a page send traceparent: it allows only ${allowedHeaders(evidence).join(", ") || "nothing"}.`,
        ...(exposed ??
          wordsAt(backend, /allowedHeaders/) ??
          wordsAt(backend, /cors\(/) ?? { file: "backend/src/app.ts" }),
        fix: `In backend/src/app.ts:\n${HEADERS}`,
      };
    },
  },
  {
    id: "cors-lost-other-headers",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const refused = page.requests.find(
        ({ method, url, headers, responseHeaders }) =>
          method === "OPTIONS" &&
          url.startsWith(`${page.backend}/`) &&
          lacking(headers["access-control-request-headers"], responseHeaders["access-control-allow-headers"])
            .length > 0,
      );
      const missing = lacking(
        refused?.headers["access-control-request-headers"],
        refused?.responseHeaders["access-control-allow-headers"],
      ).filter((name) => PAGE_HEADERS.has(name));
      return (
        missing.length > 0 && {
          message: `The backend no longer lets the page send ${missing.join(", ")}, so the page cannot write or sign in.`,
          ...(wordsAt(evidence.backend.sources, /allowedHeaders/) ?? { file: "backend/src/app.ts" }),
          fix: `traceparent joins the others:\n${HEADERS}`,
        }
      );
    },
  },
  {
    id: "cors-refuses-the-page",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const answered = page.requests.find(({ url, status }) => url.startsWith(`${page.backend}/`) && status);
      const allowed = answered?.responseHeaders["access-control-allow-origin"];
      return (
        answered &&
        allowed !== "*" &&
        allowed !== page.origin && {
          message: `The backend lets ${allowed ?? "no page"} read its answers, and the page is at ${page.origin}.`,
          ...(wordsAt(evidence.backend.sources, /\bcors\(|origin:/) ?? { file: "backend/src/app.ts" }),
          fix: "In backend/src/app.ts:\norigin: [FRONTEND_URL, BACKEND_URL],",
        }
      );
    },
  },
  {
    id: "web-service-name-missing",
    learn: "whose-spans-are-these",
    when: (evidence) => {
      const nameless = namesOfArrived(evidence).some(
        (name) => name.trim() === "" || name.startsWith("unknown_service"),
      );
      const meant = wordsAt(evidence.frontend?.sources ?? [], /OTEL_SERVICE_NAME|service_name|serviceName/);
      return (
        nameless && {
          message: meant
            ? "The browser's spans have no service name: a browser has no environment, and the resource's field is service.name."
            : "The browser's spans have no service name; at Honeycomb they would land in unknown_service.",
          ...(meant ?? providerAt(evidence)),
          fix: 'resource: resourceFromAttributes({ "service.name": "frontend" }),',
        }
      );
    },
  },
  {
    id: "web-service-name-shared",
    learn: "whose-spans-are-these",
    when: (evidence) => {
      const name = backendService(evidence);
      return (
        name !== undefined &&
        namesOfArrived(evidence).includes(name) && {
          message: `The browser's spans call themselves ${name}, as the backend's do. Nobody can tell the two apart.`,
          ...(wordsAt(browserCode(evidence), new RegExp(`["'\`]${name}["'\`]`)) ?? providerAt(evidence)),
          fix: 'resource: resourceFromAttributes({ "service.name": "frontend" }),',
        }
      );
    },
  },
  {
    id: "first-request-not-watched",
    learn: "no-span-leaves-the-browser",
    hides: ["traceparent-url-missing", "traceparent-url-does-not-fit"],
    when: (evidence) => {
      const [first, ...later] = pageCalls(evidence);
      return (
        first &&
        !first.request.headers["traceparent"] &&
        later.some(({ request }) => request.headers["traceparent"]) && {
          message: `${first.what} went out before fetch was watched; the requests after it have a traceparent.`,
          ...(wordsAt(
            browserCode(evidence),
            /import\(|from "\.\/instrumentation|import "\.\/instrumentation/,
          ) ?? {
            file: "frontend/src/main.ts",
          }),
          fix: `Load it before everything else, at the top of frontend/src/main.ts:\n${LOADED}`,
        }
      );
    },
  },
  {
    id: "other-propagator-in-the-page",
    learn: "two-traces-instead-of-one",
    hides: ["no-propagator"],
    when: (evidence) => {
      const page = shownPage(evidence);
      const other = page.requests
        .flatMap(({ headers }) => [
          ...Object.keys(headers),
          ...(headers["access-control-request-headers"] ?? "").split(/,\s*/),
        ])
        .find((name) => /^(b3|x-b3-traceid|uber-trace-id|x-amzn-trace-id|sentry-trace)$/.test(name));
      return (
        other && {
          message: `The browser tells the trace in the header ${other}; the backend reads traceparent.`,
          ...wordsAt(browserCode(evidence), /Propagator/),
          fix: "propagation.setGlobalPropagator(new W3CTraceContextPropagator());",
        }
      );
    },
  },
  {
    id: "no-propagator",
    learn: "two-traces-instead-of-one",
    hides: ["traceparent-url-missing", "traceparent-url-does-not-fit"],
    when: (evidence) =>
      untold(evidence) &&
      !evidence.page?.api?.propagator && {
        message: "The browser makes spans, and nobody writes their ids into headers: no propagator is set.",
        ...providerAt(evidence),
        fix: "propagation.setGlobalPropagator(new W3CTraceContextPropagator());",
      },
  },
  {
    id: "no-context-manager",
    learn: "two-traces-instead-of-one",
    hides: ["traceparent-url-missing", "traceparent-url-does-not-fit"],
    when: (evidence) =>
      untold(evidence) &&
      !evidence.page?.api?.contextManager && {
        message:
          "The browser makes spans, and none of them is ever the current one: no context manager is set.",
        ...providerAt(evidence),
        fix: "context.setGlobalContextManager(new StackContextManager().enable());",
      },
  },
  {
    id: "traceparent-url-missing",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const made = requestInstrumentation(evidence);
      return (
        untold(evidence) &&
        !wordsAt(browserCode(evidence), "propagateTraceHeaderCorsUrls") && {
          message: `The backend is at another origin, ${evidence.page?.backend}, and there the browser sends no traceparent unless it is told to.`,
          ...made?.at,
          fix: FETCH,
        }
      );
    },
  },
  {
    id: "traceparent-url-does-not-fit",
    learn: "two-traces-instead-of-one",
    when: (evidence) => {
      const place = wordsAt(browserCode(evidence), "propagateTraceHeaderCorsUrls");
      const asText = place && /propagateTraceHeaderCorsUrls:\s*\[?\s*["'`A-Z]/.test(place.found);
      return (
        place &&
        untold(evidence) && {
          message: `propagateTraceHeaderCorsUrls does not fit ${untold(evidence)?.request.url}${asText ? ": a text there has to be the whole address" : ""}, so the browser sent no traceparent.`,
          ...place,
          fix: FETCH,
        }
      );
    },
  },
  {
    id: "strangers-are-told",
    learn: "only-to-the-backend",
    when: (evidence) => {
      const [stranger] = toldStrangers(shownPage(evidence));
      return (
        stranger && {
          message: `The check let the page ask ${new URL(stranger.url).origin}, a stranger, and the browser would have sent traceparent there too.`,
          ...(wordsAt(browserCode(evidence), "propagateTraceHeaderCorsUrls") ??
            requestInstrumentation(evidence)?.at),
          fix: FETCH,
        }
      );
    },
  },
  {
    id: "last-spans-of-the-page-lost",
    learn: "before-the-page-is-left",
    when: (evidence) =>
      lacksLast(evidence) &&
      arrivedSpans(shownPage(evidence)).length > 0 && {
        message: `The browser's span of ${lastCall(evidence)?.what} never arrived; the page was left soon after that request.`,
        ...wordsAt(browserCode(evidence), /SpanProcessor\(/),
        fix: "The batch processor sends what it holds when the page is hidden:\nnew BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })",
      },
  },
];

/** Later steps do without this one. */
export const mistakes = listMistakes(told.map((mistake) => ({ blocks: false, ...mistake })));

/** What the page sends besides what any page may. */
const PAGE_HEADERS = new Set(["content-type", "x-cruddur-user"]);
const OURS =
  /^@opentelemetry\/(api|core|exporter-trace-otlp-http|instrumentation-fetch|resources|sdk-trace)$/;
const WEB_ONLY = /-web$|-fetch$|sdk-trace$|\/resources$|\/core$|-load$|-xml-http-request$|context-zone/;
const NODE_ONLY =
  /^(node:.*|fs|path|http|https|express|@opentelemetry\/(sdk-node|sdk-trace-node|auto-instrumentations-node|instrumentation-(http|express|undici)|context-async-hooks|exporter-trace-otlp-grpc))$/;
const OLD_NAMES =
  /^(register|addSpanProcessor|Resource|WebTracerProvider|BasicTracerProvider|SemanticResourceAttributes|registerInstrumentations|getTracerProvider|resourceFromAttributes)$/;

/** The page, where its own code ran and no span left it. */
function silentPage({ page }: Evidence): PageEvidence | undefined {
  return page && page.feed.loaded > 0 && page.spans.length === 0 ? page : undefined;
}

interface Unresolved {
  readonly specifier: string;
  readonly at: { readonly file: string; readonly line: number; readonly found: string } | undefined;
}

/** An import that Vite could not follow, in its own words. */
function unresolved(evidence: Evidence): Unresolved | undefined {
  const { page } = evidence;
  if (!page) return undefined;
  const words = [...page.requests.map(({ answer }) => answer ?? ""), ...page.console, page.output].join("\n");
  const specifier = /Failed to resolve import "([^"]+)"/.exec(plain(words))?.[1];
  if (!specifier) return undefined;
  const found = imports(pageCode(evidence)).find((each) => each.specifier === specifier);
  return { specifier, at: found && at(found) };
}

function packageName(specifier: string): string | undefined {
  return /^(@[^/]+\/[^/]+|[^./@][^/]*)/.exec(specifier)?.[1];
}

function said(page: PageEvidence | undefined, words: RegExp): RegExpExecArray | undefined {
  for (const text of page?.console ?? []) {
    const found = words.exec(text);
    if (found) return found;
  }
  return undefined;
}

/** What a program printed, without colours; it may hold a key. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return maskKeyShapes(text.replace(/\x1b\[[0-9;]*m/g, "").replace(/\\u001b\[[0-9;]*m/g, ""));
}

function pathOf(url: string, { origin }: PageEvidence): string {
  return url.startsWith(origin) ? new URL(url).pathname : url;
}

/** Where the key, or the variable that brings it into the page, stands. */
function keyPlace(evidence: Evidence) {
  const sources = evidence.frontend?.sources ?? [];
  const key = evidence.key.effective?.value;
  const place =
    (key && wordsAt(sources, key)) ||
    wordsAt(sources, /\bhc[a-z][ilm]k_[0-9A-Za-z]{20,}/) ||
    wordsAt(browserCode(evidence), /import\.meta\.env\.\w*(KEY|TEAM|HONEYCOMB|HEADERS)\w*/) ||
    wordsAt(sources, /HONEYCOMB_API_KEY|x-honeycomb-team/);
  return place && { ...place, found: maskKeyShapes(maskKeysIn(place.found, key ? [key] : [])) };
}

interface Sent {
  readonly url: string;
  readonly status: number | undefined;
  readonly page: PageEvidence;
}

/** A request with spans that came to no good end, if it is of this kind. */
function misdirected({ page }: Evidence, isThis: (sent: Sent) => boolean): Sent | undefined {
  if (!page) return undefined;
  return page.spans
    .filter(({ reached }) => reached === undefined)
    .map(({ request }) => page.requests[request])
    .map((request): Sent => ({ url: request?.url ?? "", status: request?.status, page }))
    .find(isThis);
}

function exporterAt(evidence: Evidence) {
  const made = constructions(browserCode(evidence), /^OTLPTraceExporter$/)[0];
  if (!made) return { file: setupFile(evidence)?.path ?? SETUP };
  const place = at(made);
  const key = evidence.key.effective?.value;
  return { ...place, found: maskKeyShapes(maskKeysIn(place.found, key ? [key] : [])) };
}

function providerAt(evidence: Evidence) {
  const made = constructions(browserCode(evidence), /TracerProvider$/)[0];
  return made ? at(made) : { file: setupFile(evidence)?.path ?? SETUP };
}

function configAt(evidence: Evidence, words: RegExp) {
  const config = viteConfig(evidence);
  const line = config && (lineWith(config.text, words) ?? lineWith(config.text, /server/));
  return { file: config?.path ?? CONFIG, ...(line && { line }) };
}

/** The paths that Vite's configuration passes on, as far as they are written there as texts. */
function proxiedPaths(evidence: Evidence): string[] {
  const config = viteConfig(evidence);
  if (!config) return [];
  const text = /proxy\s*:\s*\{([^]*)\}/.exec(config.text)?.[1] ?? "";
  return [...text.matchAll(/["'`](\^?\/[^"'`]*)["'`]\s*:/g)].map(([, path = ""]) => path);
}

function whyNotPassedOn(evidence: Evidence): string {
  if (isProxyBesideServer(viteConfig(evidence)?.text ?? ""))
    return "proxy stands outside of server, where Vite does not look for it.";
  const proxied = proxiedPaths(evidence);
  return proxied.length > 0
    ? `it passes on only ${proxied.join(", ")}.`
    : "it serves the page, and has not been told to pass spans on.";
}

function isProxyBesideServer(text: string): boolean {
  const proxy = text.search(/\bproxy\s*:/);
  const begin = text.search(/\bserver\s*:\s*\{/);
  return proxy >= 0 && begin >= 0 && (proxy < begin || proxy > endOfBraces(text, begin));
}

/** Where the braces that open next are closed again. */
function endOfBraces(text: string, from: number): number {
  let depth = 0;
  for (let index = text.indexOf("{", from); index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}

function lacking(asked: string | undefined, allowed: string | undefined): string[] {
  const names = (list: string | undefined) => (list ?? "").toLowerCase().split(/,\s*/).filter(Boolean);
  const may = names(allowed);
  return may.includes("*") ? [] : names(asked).filter((name) => !may.includes(name));
}

function namesOfArrived(evidence: Evidence): string[] {
  const page = shownPage(evidence);
  return arrivedSpans(page).length > 0 ? pageServices(page) : [];
}

/** A request of the page's, made while spans were made, that told the backend nothing of them. */
function untold(evidence: Evidence) {
  const page = shownPage(evidence);
  if (page.spans.length === 0) return undefined;
  return pageCalls(evidence).find(({ request }) => !request.headers["traceparent"]);
}

function lastCall(evidence: Evidence) {
  return pageCalls(evidence).at(-1);
}

function lacksLast(evidence: Evidence): boolean {
  const last = lastCall(evidence);
  return last?.request.headers["traceparent"] !== undefined && !last.browser;
}
