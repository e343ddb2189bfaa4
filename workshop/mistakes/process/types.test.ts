import { expect, it } from "vitest";
import type { Evidence } from "../../lab/evidence.ts";
import { backendTypeError, homeTypeError } from "./types.ts";

const PATH = "backend/src/services/home-activities.ts";
const SERVER = "backend/src/server.ts";

/** A backend of which TypeScript says that line 2 of a file has a misspelled property. */
function evidenceOf(file: string): Evidence {
  const text = "const now = new Date();\r\nnow.toISOSTring();\r\n";
  const diagnostic = {
    file,
    line: 2,
    column: 5,
    code: "TS2551",
    message: "Property 'toISOSTring' does not exist on type 'Date'. Did you mean 'toISOString'?",
    because: [],
    name: "toISOSTring",
    suggested: "toISOString",
  };
  return {
    backend: {
      manifest: { ok: false, message: "" },
      installed: [],
      sources: [PATH, SERVER].map((path) => ({ path, text })),
    },
    run: {
      outcome: { kind: "listened" },
      modules: [PATH, SERVER].map((name) => ({ name })),
    },
    types: { backend: [diagnostic], frontend: [] },
  } as unknown as Evidence;
}

it("says TypeScript's words with their place, and tries what it suggests", () => {
  expect(backendTypeError.when(evidenceOf(SERVER))).toMatchObject({
    message: expect.stringMatching(
      /^TypeScript says: Property 'toISOSTring' .*\(backend\/src\/server\.ts:2\)$/,
    ),
    found: "now.toISOSTring();",
    remedy: { edits: [{ file: SERVER, line: 2, from: "now.toISOSTring();", to: "now.toISOString();" }] },
  });
});

it("says nothing for the home feed about a file that its service does not load", () => {
  expect(homeTypeError.when(evidenceOf(SERVER))).toBeFalsy();
  expect(homeTypeError.when(evidenceOf(PATH))).toMatchObject({ file: PATH });
});
