import { acceptedExports } from "../../facts/run-facts.ts";
import { constructions, propertiesOf } from "../../facts/look-in-sources.ts";
import { maskKey } from "../../compose/mask-key.ts";
import type { Mistake } from "../mistake.ts";
import { overriddenBy } from "../../facts/backend-environment.ts";
import { placeIn, whereIs } from "../../facts/where.ts";
import { running, sendsNothing } from "../../facts/backend-state.ts";
import { exporterOption, failedWords, triedAddress } from "../../facts/failed-sending.ts";

const LEARN = "nothing-arrives";
const EMPTY =
  "Leave the brackets empty; docker-compose.yml says where to send and whose traces they are:\nnew OTLPTraceExporter()";

/** What stands between the brackets of the exporter, and beats the environment. */
export const exporterOptionMistakes: readonly Mistake[] = [
  {
    id: "url-cannot-be-read",
    learn: LEARN,
    when: ({ run, backend }) => {
      const written = /Could not parse user-provided export URL: '([^']*)'/.exec(
        `${run?.uncaught?.message}\n${run?.stderr}`,
      )?.[1];
      if (written === undefined) return undefined;
      const url = exporterOption(backend.sources, "url");
      return {
        message: `The exporter's url came out as ${JSON.stringify(written)}, which is no address.${written.startsWith("undefined") ? " The variable that it is put together from is not set in this process." : ""}`,
        ...(url ? whereIs(url) : run?.uncaught?.at),
        ...(url && { found: url.text }),
        fix: EMPTY,
      };
    },
  },
  {
    id: "endpoint-in-code",
    symptom: true,
    learn: LEARN,
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
        ...whereIs(url),
        found: url.text,
        fix: EMPTY,
      };
    },
  },
  {
    id: "exporter-options-unknown",
    learn: LEARN,
    when: ({ run, backend }) => {
      if (!sendsNothing(run)) return undefined;
      for (const { source, node } of constructions(backend.sources, /^OTLPTraceExporter$/)) {
        for (const [name, option] of propertiesOf(node.arguments[0])) {
          if (KNOWN_OPTIONS.has(name) || !MEANT.test(name)) continue;
          return {
            message: `The exporter knows no option ${name} and passes over it without a word.`,
            ...whereIs(placeIn(source, option)),
            fix: EMPTY,
          };
        }
      }
      return undefined;
    },
  },
  {
    id: "headers-in-code",
    symptom: true,
    learn: LEARN,
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
          ...whereIs(headers),
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
      const set = headers ? undefined : overriddenBy(evidence, /^OTEL_EXPORTER_OTLP_/);
      return {
        message: `Spans arrive with the key ${maskKey(sent)}, and yours is ${maskKey(own)}${headers ? ": the headers in the code beat those of docker-compose.yml" : ""}.${set?.says ?? ""}`,
        ...(set?.where ?? whereIs(headers)),
        fix: headers ? EMPTY : (set?.fix ?? "npm run env shows where the header of the backend comes from."),
      };
    },
  },
];

const KNOWN_OPTIONS = new Set(
  "url headers timeoutMillis concurrencyLimit compression keepAlive httpAgentOptions hostname userAgent metadata credentials".split(
    " ",
  ),
);

/** Words for where the spans go and whose they are: what a made-up option of such a name should do, nothing does. */
const MEANT = /url|uri|endpoint|host|address|server|head|key|token|team|auth|dataset/i;

function isTracesUrl(text: string): boolean {
  return /^https:\/\/api(\.eu1)?\.honeycomb\.io\/v1\/traces$/.test(text);
}
