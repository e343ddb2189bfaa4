import { calls, imports, propertiesOf } from "../../facts/look-in-sources.ts";
import type { Mistake } from "../mistake.ts";
import { AUTO, BOTH, EXPRESS, HTTP } from "../../facts/set-up-code.ts";
import { madeSpans, running } from "../../facts/backend-state.ts";
import { placeIn, whereIs } from "../../facts/where.ts";
import { disabledIn, optionIn } from "../../facts/instrumentation-options.ts";

const LEARN = "nothing-arrives";

/** Instrumentations that run, and not quite as they should. */
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
            ...whereIs(placeIn(source, property)),
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
          ...whereIs(place),
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
          ...whereIs(auto),
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
          ...whereIs(call),
          fix: `List the two that this step needs:\n${BOTH}`,
        }
      );
    },
  },
];
