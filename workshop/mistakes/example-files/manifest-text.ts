import type { Change } from "./change.ts";

const O = "@opentelemetry/";
export const dependencies =
  (change: (names: Record<string, string>) => Record<string, string>, dev: Record<string, string> = {}) =>
  (text: string) => {
    const json = JSON.parse(text) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    return `${JSON.stringify({ ...json, dependencies: change(json.dependencies), devDependencies: { ...json.devDependencies, ...dev } }, undefined, 2)}\n`;
  };
export const without = (...gone: string[]) =>
  dependencies((names) =>
    Object.fromEntries(
      Object.entries(names).filter(
        ([name]) => !gone.some((each) => name === each || (each === "*" && name.startsWith(O))),
      ),
    ),
  );
export const withMore = (more: Record<string, string>) => dependencies((names) => ({ ...names, ...more }));
/** Packages that are there and empty, to try versions that npm would not put together. */
export const packages = (
  versions: Record<string, string>,
  peers: Record<string, Record<string, string>> = {},
  at = "backend/node_modules",
): Change =>
  Object.fromEntries(
    Object.entries(versions).flatMap(([name, version]) => [
      [
        `${at}/${name}/package.json`,
        JSON.stringify({ name, version, main: "index.js", peerDependencies: peers[name] ?? {} }),
      ],
      [`${at}/${name}/index.js`, "module.exports = {};\n"],
    ]),
  );
export const NEW = {
  [`${O}api`]: "1.10.0",
  [`${O}sdk-node`]: "0.301.0",
  [`${O}exporter-trace-otlp-http`]: "0.301.0",
  [`${O}instrumentation-express`]: "0.72.0",
  [`${O}instrumentation-http`]: "0.301.0",
};
