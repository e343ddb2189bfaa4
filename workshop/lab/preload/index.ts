import { isMainThread } from "node:worker_threads";

/** Launchers only start the real process: they need the guard, not the rest. */
const LAUNCHER =
  /[\\/](npm-cli|npx-cli)\.js$|[\\/]tsx[\\/]dist[\\/]cli\.[cm]js$|[\\/]\.bin[\\/](npm|npx|tsx|nodemon)$/;

// A thread and a launcher load nothing but the guard: msw alone takes longer to load than all that they do.
require(isMainThread && !LAUNCHER.test(process.argv[1] ?? "") ? "./watch.cjs" : "./guard-only.cjs");
