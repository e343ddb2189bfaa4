import { literally } from "../../trace/literally.ts";
import { calls, lineWith, type Place, constructions } from "../../facts/look-in-sources.ts";
import { nodesOf, textOf } from "../../facts/source-tree.ts";
import { startVariables } from "../../facts/start-command.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { crashed } from "../../facts/backend-state.ts";
import { fromBackend, programs, startLine, startScript, startFor } from "../../facts/start-script.ts";
import { placeIn, whereIs, optionalLine } from "../../facts/where.ts";
import { setupPlace } from "../../facts/set-up-code.ts";

const LEARN = "it-does-not-start";
const PORT =
  "Read the port from the environment, as server.ts did:\nconst port = Number(process.env.PORT || 4567);";

/** A port that is taken, another one, or none. */
export const listenMistakes: readonly Mistake[] = [
  {
    id: "port-in-use",
    learn: LEARN,
    when: (evidence) => {
      const { backend, run } = evidence;
      const port =
        crashed(run) && /EADDRINUSE[^\n]*?:(\d+)/.exec(`${run.uncaught?.message}\n${run.stderr}`)?.[1];
      if (!port) return undefined;
      const script = setByStart(evidence, port);
      if (script)
        return {
          message: `The start script sets PORT to ${port}, which another program holds, maybe \`npm start\` in another terminal. The check gives a free port in PORT, and the start script beats it.`,
          ...script,
        };
      const literal = portLiteral(backend.sources, port);
      if (!literal.file) return takenBetween(port, calls(backend.sources, /^listen$/));
      return {
        message: `The backend wanted port ${port}, which another program holds, maybe \`npm start\` in another terminal. The check gives a free port in PORT, but the code does not take it.`,
        ...literal,
        fix: PORT,
      };
    },
  },
  {
    id: "does-not-listen",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (run?.outcome.kind !== "never-listened" || run.uncaught) return undefined;
      const waits = waitingPlace(evidence);
      const [thread] = constructions(evidence.backend.sources, /^Worker$/);
      if (thread)
        return {
          message: `In ${(run.outcome.afterMs / 1000).toFixed(0)} s the backend opened no port in its main thread. ${thread.file}:${thread.line} starts a thread of its own: what runs there gets no SIGTERM, so its last spans would be lost, and the check does not look into it.`,
          ...whereIs(thread),
          found: thread.text,
          fix: `Let the server run in the main thread:\n${startFor(setupPlace(evidence)?.file)}`,
        };
      return {
        message: `The backend's process ran for ${(run.outcome.afterMs / 1000).toFixed(0)} s and opened no port.${waits ? ` ${waits.file} waits, and everything behind it waits too.` : ` Its start script is: ${run.command}`}`,
        ...(waits ? whereIs(waits) : startLine(evidence)),
        fix: waits
          ? "sdk.start() is done when it returns; nothing in this file needs await."
          : "See that the start script runs src/server.ts, and that nothing before app.listen() waits or loops for ever.",
      };
    },
  },
  {
    id: "listens-on-another-port",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      return (
        run?.outcome.kind === "listened" &&
        run.outcome.port !== run.outcome.askedPort &&
        run.outcome.port !== 4567 && {
          message: `The backend listens on port ${run.outcome.port}; docker-compose.yml publishes 4567, and PORT says where to listen.`,
          ...portLiteral(backend.sources, String(run.outcome.port)),
          fix: PORT,
          ...setByStart(evidence, String(run.outcome.port)),
        }
      );
    },
  },
];

/** `PORT=5000` in front of the program. */
function setByStart(evidence: Evidence, port: string) {
  return startVariables(startScript(evidence)).get("PORT") === port
    ? {
        ...startLine(evidence),
        fix: `Take PORT out of the start script:\n${startFor(setupPlace(evidence)?.file)}`,
      }
    : undefined;
}

/** `server.listen(5000)` or a constant that holds the number; not the port of an address. */
function portLiteral(sources: readonly SourceText[], port: string): { file?: string; line?: number } {
  const number = new RegExp(`(?<![\\d.]|://[^"'\`\\s]*)${literally(port)}(?![\\d.])`);
  const source = sources.find(({ text }) => lineWith(text, number));
  return source ? { file: source.path, ...optionalLine(lineWith(source.text, number)) } : {};
}

/** The port that the check gave: the code asks for it twice, or somebody came in between. */
function takenBetween(port: string, [first, second]: readonly Place[]) {
  return first && second
    ? {
        message: `The backend wanted port ${port}, and somebody held it already. listen() stands in the code twice, at ${first.file}:${first.line} and ${second.file}:${second.line}, and a port can be held only once.`,
        ...whereIs(second),
        fix: "Keep one of them, the one in backend/src/server.ts.",
      }
    : {
        message: `The backend wanted port ${port}, which the check had chosen, and another program took it in the same moment.`,
        fix: "Check once more:\nnpm run check:step",
      };
}

/** An `await` outside of any function, in a file that the start script loads first. */
function waitingPlace(evidence: Evidence): Place | undefined {
  const first = programs(evidence).flatMap(({ preloads }) => preloads.map(({ name }) => fromBackend(name)));
  for (const source of evidence.backend.sources.filter(({ path }) => first.includes(path))) {
    for (const node of nodesOf(source)) {
      if (node.type !== "Program") break;
      const waits = node.body.find((each) =>
        /^(export\s+)?((const|let|var)\s[^=]*=\s*)?await\b/.test(textOf(source, each)),
      );
      if (waits) return placeIn(source, waits);
    }
  }
  return undefined;
}
