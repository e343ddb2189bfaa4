import { type WrongAnswer, replace } from "../example.ts";
import { dependencies, withMore } from "../example-files/manifest-text.ts";

const MANIFEST = "backend/package.json";

export const wrongAnswers: readonly WrongAnswer[] = (
  [
    {
      finding: "lock-file-missing",
      made: "the lock file was deleted",
      change: { "backend/package-lock.json": null },
    },
    {
      finding: "lock-file-behind",
      made: "package.json was edited by hand, and the lock file not written anew",
      entries: ["C17"],
      says: "left-pad",
      change: { [MANIFEST]: withMore({ "left-pad": "^1.3.0" }) },
    },
    {
      finding: "lock-file-behind",
      made: "a letter is missing in a name",
      says: "has express instead",
      at: `${MANIFEST}:16`,
      fix: '    "express": ',
      change: { [MANIFEST]: replace('"express"', '"expres"') },
    },
    {
      finding: "another-lock-file",
      made: "pnpm beside npm",
      says: "pnpm",
      change: { "backend/pnpm-lock.yaml": "lockfileVersion: '9.0'\n" },
    },
    {
      finding: "another-lock-file",
      made: "Yarn alone, and npm's lock file as it was",
      says: "Yarn",
      change: {
        "backend/yarn.lock": "# yarn lockfile v1\n",
        "backend/package-lock.json": (text: string) =>
          text.replaceAll(/ +"@opentelemetry\/[\w-]+": "[^"{]*",\n/g, ""),
      },
    },
    {
      finding: "tsx-in-dev-dependencies",
      made: "tsx among the tools",
      entries: ["C15"],
      change: {
        [MANIFEST]: (text: string) =>
          dependencies(({ tsx: _tsx, ...names }) => names, { tsx: "^4.23.15" })(text),
      },
    },
    {
      finding: "image-with-old-node",
      made: "an image with Node 16",
      entries: ["C18"],
      at: "backend/Dockerfile:1",
      fix: "FROM node:26.10.0-alpine",
      change: { "backend/Dockerfile": replace(/^FROM .*/, "FROM node:16-alpine") },
    },
  ] as const
).map((each): WrongAnswer => ({ step: "install-packages", inShort: true, outcome: "advice", ...each }));
