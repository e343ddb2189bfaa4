import { running, sendsNothing } from "../../facts/backend-state.ts";
import { endedSpans, failedWords } from "../../facts/failed-sending.ts";
import { firstLine, sdkSaid } from "../../facts/first-line.ts";
import { foundAt } from "../../facts/found-at.ts";
import { heldExporters, heldProcessors } from "../../facts/held-processors.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { traceExchanges } from "../../facts/run-facts.ts";
import { sendingProblem } from "../../facts/run-problems.ts";
import { sentElsewhere } from "../../facts/sent-elsewhere.ts";
import { setVariables, valueOfVariable, whereSet, type SetVariable } from "../../facts/set-variables.ts";
import type { Evidence, ProcessorParts } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import { lessonExporter } from "../edits/lesson-exporter.ts";
import type { Property } from "../../facts/program/value.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeProperty } from "../edits/edit-code.ts";
import { withoutVariable } from "../edits/without-variable.ts";
import { resourceNeverSettles } from "./resource.ts";

const LEARN = "nothing-arrives";
const EXPLAINS = /^spans reach Honeycomb/;

/** Whether finished spans were sent, where to, and what the answer was. */
export const sendingMistakes: readonly Mistake[] = [
  {
    id: "telemetry-sent-by-hand",
    learn: "what-you-should-see",
    when(evidence) {
      const { run } = evidence;
      if (!running(run) || run.sdk.provider) return undefined;
      const index = run.exchanges.findIndex(
        ({ exporter, url }) => exporter === undefined && url.endsWith("/v1/traces"),
      );
      const sent = run.spans.find(({ exchange }) => exchange === index);
      if (!sent) return undefined;
      const program = programOf(evidence);
      const call = program
        .nodes("CallExpression")
        .find(({ arguments: [first] }) => program.stringOf(first) === run.exchanges[index]?.url);
      return {
        message: `The backend posted the span ${sent.name} by a request of its own: no SDK made it. The check looks for spans that an SDK made while it served a request.`,
        ...foundAt(call),
        remedy: {
          kind: "ask",
          ask: "Decide to let the SDK make and send the spans, as the lesson shows, in place of this request.",
        },
      };
    },
  },
  resourceNeverSettles,
  {
    id: "variable-set-again",
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      const elsewhere = running(run) && sentElsewhere(run);
      const set = sendingProblem(evidence) === undefined ? undefined : wrongSetting(evidence, !!elsewhere);
      return (
        set && {
          message: `${whatIsSet(set)}, and that beats docker-compose.yml: ${sendingProblem(evidence)}.`,
          ...(set.node ? foundAt(set.node) : set.where),
          remedy: withoutVariable(evidence, set.name),
        }
      );
    },
  },
  {
    id: "sends-elsewhere",
    symptom: true,
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      const tried = sendsNothing(run) ? sentElsewhere(run) : undefined;
      if (!tried) return undefined;
      const proxy = PROXIES.find((name) => valueOfVariable(evidence, name)?.includes(tried.address));
      const failed = tried.failed ?? (tried.status === undefined ? undefined : `answer ${tried.status}`);
      return {
        message: proxy
          ? `${proxy} is set, so the backend tried to reach ${tried.address}, and no spans went to Honeycomb.`
          : `The backend sent its spans to ${tried.url ?? tried.address}${failed ? ` (${failed})` : ""}, and none to Honeycomb.`,
        ...(proxy && whereSet(evidence, proxy)),
        remedy: proxy && withoutVariable(evidence, proxy),
      };
    },
  },
  {
    id: "honeycomb-refused",
    symptom: true,
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      const refused = sendsNothing(run) && traceExchanges(run).find(({ status }) => status !== 200);
      return refused && { message: `${sendingProblem(evidence) ?? ""}.` };
    },
  },
  {
    id: "export-failed",
    symptom: true,
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      const words = sendsNothing(run) && endedSpans(run) > 0 && failedWords(run);
      const own = words ? theirExporter(evidence) : undefined;
      return (
        words && {
          message: `${spans(endedSpans(run))} made and ended, and sending them failed: ${firstLine(words)}`,
          ...(run.uncaught?.at ?? own?.place),
          remedy: own?.remedy,
        }
      );
    },
  },
  {
    id: "flush-never-ended",
    symptom: true,
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      if (!sendsNothing(run) || run.flush.kind !== "timed-out" || endedSpans(run) === 0) return undefined;
      const own = theirExporter(evidence);
      return {
        message: `The exporter got the spans and was not done with them after ${(run.flush.ms / 1000).toFixed(0)} s. Nothing reached Honeycomb.${sdkSaid(run)}`,
        ...own?.place,
        remedy: own?.remedy,
      };
    },
  },
  {
    id: "spans-never-sent",
    symptom: true,
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      if (!running(run) || traceExchanges(run).length > 0 || endedSpans(run) === 0) return undefined;
      const held = heldProcessors(run).map(inWords);
      const list = liveSdk(evidence)?.options?.properties.get("spanProcessors");
      return {
        message: `${spans(endedSpans(run))} made and ended, but no exporter sent them anywhere.${held.length > 0 ? ` What takes them is ${held.join(" and ")}.` : ""}${sdkSaid(run)}`,
        ...(list ? foundAt(list.node) : run.sdk.provider?.at),
        remedy: list && exporterInstead(evidence, list),
      };
    },
  },
];

const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"];

/** A setting of the address where that is wrong, and of the headers where those are. */
function wrongSetting(evidence: Evidence, isElsewhere: boolean): SetVariable | undefined {
  const wanted = isElsewhere ? /^OTEL_EXPORTER_OTLP_(TRACES_)?ENDPOINT$/ : /^OTEL_EXPORTER_OTLP_/;
  return setVariables(evidence).find(({ name }) => wanted.test(name));
}

function whatIsSet({ by, name, value }: SetVariable): string {
  const who = by === "the code" ? "The code" : "The start script";
  return value === undefined ? `${who} changes ${name}` : `${who} sets ${name} to ${value}`;
}

function spans(count: number): string {
  return count === 1 ? "1 span was" : `${count} spans were`;
}

function inWords({ name, exporter }: ProcessorParts): string {
  // An object without a class of its own has no other name.
  const own = name === "Object" ? "an object of your own" : name;
  return exporter && exporter !== "Object" ? `${own} with ${exporter}` : own;
}

/** An exporter that is not OTLP's, where NodeSDK is given it, and the lesson's in its place. */
function theirExporter(evidence: Evidence) {
  const [held] = (evidence.run && heldExporters(evidence.run)) ?? [];
  const option = liveSdk(evidence)?.options?.properties.get("traceExporter");
  if (!held || held.exporter === "OTLPTraceExporter" || !option) return undefined;
  const made = option.value.node;
  const { code, imports } = lessonExporter(programOf(evidence), fileOf(made));
  return {
    place: foundAt(option.node),
    remedy: edits(replaceIn(fileOf(made), made, code), ...imports),
  };
}

/** `traceExporter` in the place of processors that send nothing. */
function exporterInstead(evidence: Evidence, list: Property): Remedy | undefined {
  const given = liveSdk(evidence)?.options?.properties.get("traceExporter");
  if (given) return edits(removeProperty(list.node));
  const file = fileOf(list.node);
  const { code, imports } = lessonExporter(programOf(evidence), file);
  return edits(replaceIn(file, list.node, `traceExporter: ${code}`), ...imports);
}
