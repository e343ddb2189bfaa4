import type { CallExpression } from "oxc-parser";
import { crashed } from "../../facts/backend-state.ts";
import { lineAt } from "../../facts/code-at.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { functionOf, placeOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { startVariables } from "../../facts/start-command.ts";
import { fromBackend, programs, startScript } from "../../facts/start-script.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { changeStart, startPlace } from "../start-script/edit-start.ts";

const LEARN = "it-does-not-start";
const FROM_ENVIRONMENT = "Number(process.env.PORT || 4567)";

/** A port that is taken, another one, or none. */
export const listenMistakes: readonly Mistake[] = [
  {
    id: "port-in-use",
    learn: LEARN,
    when(evidence): Told | undefined {
      const { run } = evidence;
      const words = crashed(run) ? `${run.uncaught?.message}\n${run.stderr}` : "";
      const port = /EADDRINUSE[^\n]*?:(\d+)/.exec(words)?.[1];
      if (port === undefined) return undefined;
      const script = setByStart(evidence, port);
      if (script)
        return {
          message: `The start script sets PORT to ${port}, which another program is using, maybe \`npm start\` in another terminal. The check gives a free port in PORT, and the start script overrides it.`,
          ...script,
        };
      const fixed = fixedPort(evidence, port);
      return fixed
        ? {
            message: `The backend wanted port ${port}, which another program is using, maybe \`npm start\` in another terminal. The check gives a free port in PORT, but the code does not take it.`,
            ...fixed,
          }
        : takenTwice(evidence, port);
    },
  },
  {
    id: "does-not-listen",
    symptom: true,
    learn: LEARN,
    when(evidence): Told | undefined {
      const { run } = evidence;
      if (run?.outcome.kind !== "never-listened" || run.uncaught) return undefined;
      const seconds = (run.outcome.afterMs / 1000).toFixed(0);
      const [thread] = programOf(evidence).constructions({
        from: /^(node:)?worker_threads$/,
        name: "Worker",
      });
      if (thread)
        return {
          message: `In ${seconds} s the backend opened no port in its main thread. ${thread.file}:${thread.line} starts a thread of its own: what runs there gets no SIGTERM, so its last spans would be lost, and the check does not look into it.`,
          file: thread.file,
          line: thread.line,
          found: thread.text,
        };
      const waits = waitingPlace(evidence);
      return waits
        ? {
            message: `The backend's process ran for ${seconds} s and opened no port. ${waits.file} waits in line ${waits.line}, and everything after it waits too.`,
            file: waits.file,
            line: waits.line,
            found: waits.text,
          }
        : {
            message: `The backend's process ran for ${seconds} s and opened no port. Its start script is: ${run.command}`,
            ...startPlace(evidence),
          };
    },
  },
  {
    id: "listens-on-another-port",
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      if (run?.outcome.kind !== "listened") return undefined;
      const { port, askedPort } = run.outcome;
      return (
        port !== askedPort &&
        port !== 4567 && {
          message: `The backend listens on port ${port}; docker-compose.yml publishes 4567, and PORT says where to listen.`,
          ...(setByStart(evidence, String(port)) ?? fixedPort(evidence, String(port))),
        }
      );
    },
  },
];

/** `PORT=5000` in front of the program. */
function setByStart(evidence: Evidence, port: string): Omit<Told, "message"> | undefined {
  const script = startScript(evidence);
  if (startVariables(script).get("PORT") !== port) return undefined;
  return { ...startPlace(evidence), remedy: changeStart(evidence, script.replace(/\bPORT=\S+\s*/, "")) };
}

/** Calls of a method `listen` that are given a port: `server.listen(5000)`, or a constant that holds the number. */
function listening(evidence: Evidence): CallExpression[] {
  return programOf(evidence)
    .nodes("CallExpression")
    .filter(
      ({ callee, arguments: given }) =>
        callee.type === "MemberExpression" &&
        callee.property.type === "Identifier" &&
        callee.property.name === "listen" &&
        given.length > 0,
    );
}

/** The number itself, wherever the call has it from. */
function fixedPort(evidence: Evidence, port: string): Omit<Told, "message"> | undefined {
  for (const { arguments: given } of listening(evidence)) {
    const value = given[0] && programOf(evidence).valueOf(given[0]);
    if (value?.kind !== "number" || String(value.value) !== port) continue;
    const { file, line } = placeOf(value.node);
    return {
      file,
      line,
      found: lineAt(evidence, { file, line }),
      remedy: edits(replaceIn(fileOf(value.node), value.node, FROM_ENVIRONMENT)),
    };
  }
  return undefined;
}

/** The port that the check gave: the code asks for it twice, or another program came in between. */
function takenTwice(evidence: Evidence, port: string): Told {
  const [first, second] = listening(evidence).map((call) => placeOf(call));
  return first && second
    ? {
        message: `The backend wanted port ${port}, which was in use already. The code calls listen() twice, at ${first.file}:${first.line} and ${second.file}:${second.line}, and a port can be used only once.`,
        file: second.file,
        line: second.line,
        found: second.text,
      }
    : {
        message: `The backend wanted port ${port}, which the check had chosen, and another program took it in the same moment.`,
        remedy: { kind: "command", command: "npm run check:step" },
      };
}

/** An `await` outside of any function, in a file that the start script loads first. */
function waitingPlace(evidence: Evidence) {
  const first = programs(evidence).flatMap(({ preloads }) => preloads.map(({ name }) => fromBackend(name)));
  const waits = programOf(evidence)
    .nodes("AwaitExpression")
    .find((node) => first.includes(placeOf(node).file) && !functionOf(node));
  return waits && placeOf(waits);
}
