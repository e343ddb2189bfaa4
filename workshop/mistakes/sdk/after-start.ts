import { effective, originOf } from "../../facts/backend-environment.ts";
import { running, sendsNothing } from "../../facts/backend-state.ts";
import { sdkSaid } from "../../facts/first-line.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { placeOf, statementOf, textOf } from "../../facts/program/places.ts";
import { callAt, codeAt } from "../../facts/sdk-code.ts";
import { isOwn, ownProvidersOf, sdksOf } from "../../facts/sdk-objects.ts";
import { isWhole } from "../../facts/whole-trace.ts";
import type { ApiCall, CodeLine, Evidence, RunEvidence, SdkCall } from "../../lab/evidence.ts";
import { removeStatement, replaceNode } from "../edits/edit-code.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeVariable, setVariable } from "../edits/remove-variable.ts";

const LEARN = "nothing-arrives";

/** The SDK was started, and then there were two of it, or none, or one that does not say what is wrong. */
export const afterStartMistakes: readonly Mistake[] = [
  {
    id: "two-sdks",
    symptom: true,
    learn: "two-sdks",
    when: secondSdk,
  },
  {
    id: "second-sdk-ignored",
    severity: "advice",
    learn: "two-sdks",
    when: (evidence) => (isWhole(evidence) ? secondSdk(evidence) : undefined),
  },
  {
    id: "sdk-shut-down",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const answered = run?.served[0]?.moment;
      if (!sendsNothing(run) || !run.sdk.provider || answered === undefined) return undefined;
      const shutdown = [...sdksOf(run), ...ownProvidersOf(run)]
        .flatMap(({ shutdowns }) => shutdowns)
        .find(({ at, moment }) => at && moment < answered);
      if (!shutdown) return undefined;
      const call = callAt(evidence, shutdown.at, "shutdown");
      return {
        message: `shutdown() was called before the first request had been answered. After it, the SDK sends no more spans.${sdkSaid(run)}`,
        ...(call ? codeAt(placeOf(call)) : shutdown.at),
        remedy: onStop(evidence, shutdown),
      };
    },
  },
  {
    id: "sdk-taken-back",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const off = run.sdk.registrations.find(
        ({ api, call, at, moment }) =>
          call === "disable" &&
          (api === "trace" || api === "context") &&
          at &&
          run.sdk.registrations.some((each) => each.api === api && each.accepted && each.moment < moment) &&
          !run.sdk.registrations.some((each) => each.api === api && each.accepted && each.moment > moment),
      );
      const call = callAt(evidence, off?.at, "disable");
      return (
        off && {
          message: `${off.api}.disable() removes what the SDK has registered with the API. ${WITHOUT[off.api as keyof typeof WITHOUT]}`,
          ...(call ? codeAt(placeOf(call)) : off.at),
          remedy: call && edits(removeStatement(call)),
        }
      );
    },
  },
  {
    id: "sdk-disabled-badly",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const value = effective(evidence, "OTEL_SDK_DISABLED")?.trim() ?? "";
      return (
        value !== "" &&
        !/^(true|false)$/i.test(value) && {
          message: `OTEL_SDK_DISABLED is ${value}, which has no effect: OpenTelemetry accepts only true here.`,
          ...originOf(evidence, "OTEL_SDK_DISABLED"),
          remedy: removeVariable(evidence, "OTEL_SDK_DISABLED"),
        }
      );
    },
  },
  {
    id: "sdk-is-silent",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { compose, run } = evidence;
      const level = effective(evidence, "OTEL_LOG_LEVEL")?.trim().toLowerCase();
      if (!running(run) || !compose.ok || level !== "none") return undefined;
      if (run.sdk.registrations.some((each) => each.call === "setLogger" && isOwn(each))) return undefined;
      return {
        message:
          "OTEL_LOG_LEVEL is none, so OpenTelemetry prints nothing when Honeycomb refuses your spans or cannot be reached.",
        ...originOf(evidence, "OTEL_LOG_LEVEL"),
        remedy: setVariable(evidence, "OTEL_LOG_LEVEL", "warn"),
      };
    },
  },
];

const WITHOUT = {
  trace: "From then on getTracer() returns tracers that record nothing.",
  context: "From then on no span knows its parent.",
};

/** The API refused a second tracer provider. */
function secondSdk(evidence: Evidence): Told | undefined {
  const { run } = evidence;
  const registrations = run?.sdk.registrations.filter(({ call }) => call === "setGlobalTracerProvider") ?? [];
  const refused = registrations.find(({ accepted }) => accepted === false);
  const first = registrations.find(({ accepted }) => accepted);
  if (!run?.sdk.provider || !refused || !first) return undefined;
  const [again] = sdksOf(run).filter(({ starts }) => starts.length > 1);
  const second = again?.starts[1];
  const places = [first, second ?? refused].flatMap(({ at }) => at ?? []);
  const shown = {
    ...(places[1] ?? places[0]),
    ...(places.length > 1 && { found: places.map(({ file, line }) => `${file}:${line}`).join("\n") }),
  };
  if (second) {
    const call = callAt(evidence, second.at, "start");
    return {
      message: `The same SDK is started twice${lineOf(first.at)}. Each start makes a tracer provider: the API keeps the first one, and shutdown() reaches only the last one.`,
      ...shown,
      remedy: call && edits(removeStatement(call)),
    };
  }
  return {
    message: `Two SDKs were started: ${origin(run, first)} and ${origin(run, refused)}. The API keeps the first one, so the settings of the second one have no effect on your spans.`,
    ...shown,
    remedy: {
      kind: "ask",
      ask: `Decide which one to keep: ${origin(run, first)} or ${origin(run, refused)}. Remove the other.`,
    },
  };
}

function lineOf(at: CodeLine | undefined): string {
  return at ? `, first in ${at.file}:${at.line}` : "";
}

/** Who started the SDK that registered a provider: a line of the learner's, or a package. */
function origin({ sdk: { calls } }: RunEvidence, registration: ApiCall): string {
  const start = calls.findLast(({ call, moment }) => call === "start" && moment < registration.moment);
  const { at, by } = registration.at ? registration : (start ?? registration);
  if (at) return `${at.file}:${at.line}`;
  return by ? `the one that ${by} starts` : "the one that a package starts";
}

/** Calls shutdown() when the backend is stopped; where that is done already, the early call goes. */
function onStop(evidence: Evidence, { at }: SdkCall): Remedy | undefined {
  const call = callAt(evidence, at, "shutdown");
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return undefined;
  const statement = statementOf(call);
  if (parentOf(call) !== statement && !isUnary(parentOf(call)?.type)) return undefined;
  const stops = evidence.run?.handlers.some(({ event, ran }) => event === "SIGTERM" && ran.length > 0);
  if (stops) return edits(removeStatement(call));
  const owner = textOf(call.callee.object);
  return edits(
    replaceNode(
      statement,
      `process.once("SIGTERM", () => ${owner}.shutdown().catch(console.error).finally(() => process.exit(0)));`,
    ),
  );
}

function isUnary(type: string | undefined): boolean {
  return type === "UnaryExpression" || type === "AwaitExpression";
}
