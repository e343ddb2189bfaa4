import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { recordCipher } from "./record-cipher.ts";

it("writes no key that is readable without the token of the run", () => {
  const folder = mkdtempSync(join(tmpdir(), "records "));
  const key = `fake-key-${"x".repeat(20)}`;
  const script = `import { record } from ${JSON.stringify(join(import.meta.dirname, "record.ts"))};
    record("exchange", { headers: { "x-honeycomb-team": ${JSON.stringify(key)} } });
    record("process", { said: "ünïcode" });`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, WORKSHOP_LAB_FOLDER: folder, WORKSHOP_LAB_TOKEN: "token" },
  });
  const [name = ""] = readdirSync(folder);
  const bytes = readFileSync(join(folder, name));
  expect(bytes.toString("latin1")).not.toContain("fake-key");
  const lines = recordCipher("token", name).update(bytes).toString("utf8").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { kind: "exchange", headers: { "x-honeycomb-team": key } },
    { kind: "process", said: "ünïcode" },
  ]);
  rmSync(folder, { recursive: true });
});
