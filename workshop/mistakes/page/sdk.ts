import { asName, literally } from "../../trace/literally.ts";
import { calls, constructions, lastName, propertiesOf, withoutType } from "../../facts/look-in-sources.ts";
import { nodesOf } from "../../facts/source-tree.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { Node } from "oxc-parser";
import type { PageEvidence } from "../../lab/page-evidence.ts";
import { pageCalls } from "../../facts/page-calls.ts";
import {
  pagePlace,
  browserCode,
  functionAround,
  otelImports,
  requestInstrumentation,
  PAGE_SETUP,
  setupFile,
  wordsAt,
} from "../../facts/page-code.ts";
import { PAGE_EXPORTER, FETCH, LOADED, PROVIDER, lacksLast, consoleSaid } from "../../facts/page-words.ts";

const OLD_NAMES =
  /^(register|addSpanProcessor|Resource|WebTracerProvider|BasicTracerProvider|SemanticResourceAttributes|registerInstrumentations|getTracerProvider|resourceFromAttributes)$/;

/** The SDK in the page: of which parts it is built, and whether it is there in time. */
export const pageSdkMistakes: readonly Mistake[] = [
  {
    id: "web-sdk-of-another-age",
    symptom: true,
    learn: "install-it-here",
    when: (evidence) => {
      const { page } = evidence;
      const wrong = consoleSaid(
        page,
        /does not provide an export named '(\w+)'|(\w+)(?: is not a function| is not a constructor)/,
      );
      const name = wrong?.[1] ?? wrong?.[2];
      if (!name || !OLD_NAMES.test(name)) return undefined;
      return {
        message: `The installed OpenTelemetry has no ${name} there; ${name === "resourceFromAttributes" ? "a newer one has it" : "an older one had it"}. In the browser the code stopped there.`,
        ...(wordsAt(browserCode(evidence), new RegExp(`^(?!\\s*(//|\\*)).*${asName(name)}`)) ??
          wordsAt(browserCode(evidence), name)),
        fix:
          name === "Resource"
            ? 'It is made by a function now, and imported as that:\nimport { resourceFromAttributes } from "@opentelemetry/resources";\n\nresource: resourceFromAttributes({ "service.name": "frontend" }),'
            : `The provider takes all of it at once, and ${name} goes:\n${PROVIDER}\ntrace.setGlobalTracerProvider(provider);`,
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
          // The 2.x packages of these names take the exporter itself.
          return lacksExporter(node.arguments[0], source) && /sdk-trace["']/.test(source.text);
        },
      );
      return (
        found && {
          message: "The processor got no exporter: it takes an object in which one is named.",
          ...pagePlace(found),
          fix: "new BatchSpanProcessor({ exporter })",
        }
      );
    },
  },
  {
    id: "web-resource-is-plain",
    learn: "whose-spans-are-these",
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      for (const provider of constructions(browserCode(evidence), /TracerProvider$/)) {
        const resource = propertiesOf(provider.node.arguments[0]).get("resource");
        if (withoutType(resource?.value)?.type !== "ObjectExpression") continue;
        return {
          message: "The provider's resource is a plain object. It must be a resource, which is made of one.",
          ...(wordsAt([provider.source], /\bresource\b\s*:/) ?? pagePlace(provider)),
          fix: 'resource: resourceFromAttributes({ "service.name": "frontend" }),',
        };
      }
      return undefined;
    },
  },
  {
    id: "web-setup-not-called",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const made = constructions(browserCode(evidence), /TracerProvider$/)[0];
      const name = made && functionAround(made);
      if (!page || page.api || !name) return undefined;
      return (
        calls(browserCode(evidence), new RegExp(`^${literally(name)}$`)).length === 0 && {
          message: `All that ${made.file} does stands inside of ${name}(), and nothing on the page calls that.`,
          ...pagePlace(made),
          fix: `Call it, in the last line of ${made.file}, and let main.ts import the file at its top:\n${name}();`,
        }
      );
    },
  },
  {
    id: "page-instrumentation-missing",
    learn: "your-task",
    when: (evidence) => {
      const page = silentPage(evidence);
      if (!page || page.api) return undefined;
      return (
        otelImports(evidence).length === 0 && {
          message: "No file of the page uses OpenTelemetry yet, so no trace begins in the browser.",
          file: "frontend/src/main.ts",
          fix: `Make ${PAGE_SETUP} as the lesson shows, and import it at the top of main.ts:\n${LOADED}`,
        }
      );
    },
  },
  {
    id: "page-instrumentation-not-loaded",
    learn: "no-span-leaves-the-browser",
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
    symptom: true,
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
          ...(made ? pagePlace(made) : { file: setupFile(evidence)?.path ?? PAGE_SETUP }),
          fix: made
            ? "trace.setGlobalTracerProvider(provider);"
            : `${PROVIDER}\ntrace.setGlobalTracerProvider(provider);`,
        }
      );
    },
  },
  {
    id: "fetch-is-not-watched",
    symptom: true,
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const off = wordsAt(browserCode(evidence), /\benabled\s*:\s*false|\.disable\(\)/);
      const made = requestInstrumentation(evidence);
      if (!page || !(page.fetchIsNative || (made && off))) return undefined;
      const file = setupFile(evidence)?.path ?? PAGE_SETUP;
      return {
        message: made
          ? /XMLHttp/.test(made.at.found)
            ? "XMLHttpRequestInstrumentation watches XMLHttpRequest, and this page asks with fetch."
            : `The instrumentation is written, ${off ? "and switched off" : "and does not watch"}: fetch is still the browser's own.`
          : "Nobody watches fetch: the provider is there, and nothing asks it for a span.",
        ...(made ? (off ?? made.at) : { file }),
        fix: `${made ? "In its place" : `At the end of ${file}`}:\n${FETCH}`,
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
      const made = registeredProvider(evidence);
      if (!page || !made || !isWithout(made.node.arguments[0], "spanProcessors")) return undefined;
      const processor = constructions(browserCode(evidence), /SpanProcessor$/)[0];
      const other = constructions(browserCode(evidence), /TracerProvider$/).find(
        ({ node }) => !isWithout(node.arguments[0], "spanProcessors"),
      );
      return {
        message: `The provider has no span processor: spans are made and handed to nobody.${other ? ` The one of line ${other.line} has, and the API is not told of that one.` : processor ? ` The ${lastName(processor.node.callee)} of line ${processor.line} does not stand in its spanProcessors.` : ""}`,
        ...pagePlace(made),
        fix: other ? "trace.setGlobalTracerProvider(provider);" : PROVIDER,
      };
    },
  },
  {
    id: "spans-stay-in-the-browser",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const kept = constructions(browserCode(evidence), /^(Console|InMemory)SpanExporter$/)[0];
      return (
        page &&
        kept &&
        constructions(browserCode(evidence), /^OTLPTraceExporter$/).length === 0 && {
          message: `${lastName(kept.node.callee)} sends nothing: what it is given stays in the browser.`,
          ...pagePlace(kept),
          fix: PAGE_EXPORTER,
        }
      );
    },
  },
  {
    id: "web-provider-shut-down",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const end = calls(browserCode(evidence), /^shutdown$/).find(
        (call) => functionAround(call) === undefined,
      );
      return (
        page &&
        end && {
          message: "The provider is shut down as soon as it is there, and sends nothing from then on.",
          ...pagePlace(end),
          fix: "Take that line away: the batch processor sends what it holds when the page is left.",
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
];

/** Whether what a processor is given names no exporter: only what the syntax tree shows for certain. */
function lacksExporter(given: Node | undefined, source: SourceText): boolean {
  const first = withoutType(given);
  if (first?.type === "ObjectExpression")
    return !propertiesOf(first).has("exporter") && first.properties.every(({ type }) => type === "Property");
  if (first?.type === "NewExpression") return lastName(first.callee).endsWith("Exporter");
  if (first?.type !== "Identifier") return first === undefined;
  return nodesOf(source).some(
    (node) =>
      node.type === "VariableDeclarator" &&
      node.id.type === "Identifier" &&
      node.id.name === first.name &&
      node.init?.type === "NewExpression" &&
      lastName(node.init.callee).endsWith("Exporter"),
  );
}

/** What the API is told of: the provider that is made there, or else the only one. */
function registeredProvider(evidence: Evidence) {
  const made = constructions(browserCode(evidence), /TracerProvider$/);
  const told = calls(browserCode(evidence), /^setGlobalTracerProvider$/)[0];
  const inside = made.find(
    ({ node, source }) =>
      told?.source === source && node.start >= told.node.start && node.end <= told.node.end,
  );
  return inside ?? (made.length === 1 ? made[0] : undefined);
}

/** Whether options that are written out, or left out, lack this one. */
function isWithout(options: Parameters<typeof propertiesOf>[0], name: string): boolean {
  if (!options) return true;
  const literal = withoutType(options);
  return (
    literal?.type === "ObjectExpression" &&
    literal.properties.every(({ type }) => type === "Property") &&
    !propertiesOf(options).has(name)
  );
}

/** The page, where its own code ran and no span left it. */
function silentPage({ page }: Evidence): PageEvidence | undefined {
  return page && page.feed.loaded > 0 && page.spans.length === 0 ? page : undefined;
}
