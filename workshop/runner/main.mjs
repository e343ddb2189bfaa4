// Plain JavaScript, without syntax of the last ten years, so that an old Node can read it and say what it lacks.
import nodeModule from "module";
import { fileURLToPath } from "url";

const NEEDED = "22.18";

start();

function start() {
  const problem = nodeProblem();
  if (problem) {
    console.error(problem);
    // The outer `npm ci` has done its own work; failing it would hide this message behind npm's.
    finish(process.argv[2] === "install" ? 0 : 2);
    return;
  }
  dropStripWarning();
  nodeModule.enableCompileCache(
    fileURLToPath(new URL("../../node_modules/.cache/workshop/code", import.meta.url)),
  );
  Promise.all([import("./cli.ts"), import("./on-interrupt.ts")])
    .then(([cli, interrupt]) => {
      interrupt.endOnInterrupt();
      return cli.run(process.argv.slice(2));
    })
    .then(finish, (error) => {
      console.error(error);
      console.error("This is a fault of the workshop, not of your work.");
      finish(2);
    });
}

function nodeProblem() {
  if (process.features.typescript) return undefined;
  return [
    "This is Node " +
      process.versions.node +
      "; the workshop needs Node " +
      NEEDED +
      " or newer, and brings its own.",
    "Run its commands through npm, in the repository's folder, such as: npm run progress",
    "Next: npm ci",
  ].join("\n");
}

/** Node 22 warns that it strips types; a learner can do nothing about that. */
function dropStripWarning() {
  const show = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (/type stripping/i.test(warning.message)) return;
    show.forEach((listener) => listener(warning));
  });
}

/** Ends the process once everything printed has left it. */
function finish(code) {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}
