import { maskKey } from "../../compose/mask-key.ts";
import { running, sendsNothing } from "../../facts/backend-state.ts";
import { failedWords } from "../../facts/failed-sending.ts";
import { foundAt } from "../../facts/found-at.ts";
import { heldExporters } from "../../facts/held-processors.ts";
import { exporterOption, liveExporter } from "../../facts/live-exporter.ts";
import { otlpSettings } from "../../facts/otlp-settings.ts";
import type { Property, Value } from "../../facts/program/value.ts";
import { acceptedExports, traceExchanges } from "../../facts/run-facts.ts";
import { valueOfVariable } from "../../facts/set-variables.ts";
import { tracesEndpoint } from "../../facts/traces-endpoint.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { removeProperty } from "../edits/edit-code.ts";
import { exportTimedOut } from "./time-limits.ts";

const LEARN = "nothing-arrives";
const EXPLAINS = /^spans reach Honeycomb/;

/** What the code gives the exporter, and what beats the environment. */
export const exporterOptionMistakes: readonly Mistake[] = [
  {
    id: "url-cannot-be-read",
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      const words = `${run?.uncaught?.message}\n${run?.stderr}`;
      const written = /Could not parse user-provided export URL: '([^']*)'/.exec(words)?.[1];
      if (written === undefined) return undefined;
      const url = exporterOption(evidence, "url");
      const unset = url && unsetIn(url.value, evidence);
      return {
        message: `The exporter's url is ${JSON.stringify(written)}, which is no address.${unset ? ` ${unset} is not set in this process.` : ""}`,
        ...(url ? foundAt(url.node) : run?.uncaught?.at),
        remedy: url && edits(removeProperty(url.node)),
      };
    },
  },
  {
    id: "endpoint-in-code",
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      const url = exporterOption(evidence, "url");
      if (!sendsNothing(run) || !url) return undefined;
      const held = heldExporters(run).find(({ exporting }) => exporting?.url)?.exporting?.url;
      const byVariables = tracesEndpoint((name) => valueOfVariable(evidence, name) ?? "")?.url;
      if (!held || held === byVariables || TRACES_URL.test(held)) return undefined;
      return told(url, `The exporter's url is set in code and beats docker-compose.yml: ${goesTo(held)}.`);
    },
  },
  {
    id: "headers-in-code",
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run } = evidence;
      const headers = exporterOption(evidence, "headers");
      if (!sendsNothing(run) || !headers) return undefined;
      const beats = "The exporter's headers are set in code and beat those of docker-compose.yml.";
      const invalid = failedWords(run)?.match(/Invalid character in header.*|.*valid HTTP token.*/)?.[0];
      if (invalid) return told(headers, `${beats} They could not be sent: ${invalid}.`);
      const refused = traceExchanges(run).find(({ status }) => status === 401);
      const sent = refused?.headers["x-honeycomb-team"];
      if (!refused || sent === otlpSettings(evidence).key) return undefined;
      return told(headers, `${beats} Honeycomb answered 401: ${whatArrived(sent)}.`);
    },
  },
  {
    id: "another-key-arrives",
    learn: LEARN,
    explains: EXPLAINS,
    when(evidence) {
      const { run, key } = evidence;
      const [accepted] = running(run) ? acceptedExports(run) : [];
      const sent = accepted?.headers["x-honeycomb-team"];
      const own = key.effective?.value;
      const headers = exporterOption(evidence, "headers");
      if (!sent || !own || sent === own || !headers || sent === otlpSettings(evidence).key) return undefined;
      return told(
        headers,
        `The spans arrive with the key ${maskKey(sent)}, and yours is ${maskKey(own)}: the exporter's headers are set in code and beat those of docker-compose.yml.`,
      );
    },
  },
  exportTimedOut,
  {
    id: "exporter-options-unknown",
    severity: "advice",
    learn: LEARN,
    when(evidence) {
      const { properties } = liveExporter(evidence)?.options ?? {};
      const option = [...(properties?.values() ?? [])].find(
        ({ name }) => !KNOWN_OPTIONS.has(name) && MEANT.test(name),
      );
      return (
        running(evidence.run) &&
        option &&
        told(option, `The exporter has no option ${option.name}, so it ignores this one without a word.`)
      );
    },
  },
];

const TRACES_URL = /^https:\/\/api(\.eu1)?\.honeycomb\.io\/v1\/traces$/;

const KNOWN_OPTIONS = new Set(
  "url headers timeoutMillis concurrencyLimit compression keepAlive httpAgentOptions hostname userAgent metadata credentials".split(
    " ",
  ),
);

/** Words for where the spans go and whose they are: an option of such a name would matter if there were one. */
const MEANT = /url|uri|endpoint|host|address|server|head|key|token|team|auth|dataset|time/i;

/** docker-compose.yml says what the option was to say, so it can go. */
function told(option: Property, message: string): Told {
  return { message, ...foundAt(option.node), remedy: edits(removeProperty(option.node)) };
}

function goesTo(held: string): string {
  const url = URL.parse(held);
  const isHoneycomb = url && /^api(\.eu1)?\.honeycomb\.io$/.test(url.hostname);
  return isHoneycomb
    ? `the spans go to ${url.pathname} of ${url.host}, and Honeycomb takes them at https://${url.hostname}/v1/traces`
    : `the spans go to ${held}`;
}

/** What came in the place of the key, for a sentence. */
function whatArrived(sent: string | undefined): string {
  if (sent === undefined) return "there was no x-honeycomb-team among them";
  if (sent === "undefined")
    return 'x-honeycomb-team was the word "undefined", because the variable that it is read from is not set in this process';
  if (sent.includes("x-honeycomb-team="))
    return "x-honeycomb-team was a whole header list, with its own name in it again";
  return `x-honeycomb-team was ${maskKey(sent)}`;
}

/** A variable that a string is put together from, and that the backend does not have. */
function unsetIn(value: Value, evidence: Evidence): string | undefined {
  const parts = value.kind === "template" ? value.parts : [value];
  for (const part of parts) {
    if (typeof part === "string" || part.kind !== "global") continue;
    const [first, second, name] = part.path;
    const isVariable = first === "process" && second === "env" && name !== undefined;
    if (isVariable && valueOfVariable(evidence, name) === undefined) return name;
  }
  return undefined;
}
