import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { headingAnchors } from "../course/heading-anchors.ts";
import type { Finding } from "../findings/finding.ts";
import type { CheckReport } from "../findings/report.ts";
import { COURSE } from "./course-folder.ts";

/** Whatever the findings point at is there, their lessons say more, and no key stands in them. */
export function expectTrue(report: CheckReport, root: string): void {
  for (const finding of report.findings) expectTrueFinding(finding, root);
  expect(JSON.stringify(report)).not.toMatch(/practice-abcdefgh|hc[a-z]ik_[0-9a-z]{20}/);
}

function expectTrueFinding({ id, file, line, learn, message, fix }: Finding, root: string): void {
  expect(message.trim(), id).toMatch(/[.!?)…]$|[^\s]$/);
  expect(fix?.trim(), id).not.toBe("");
  const [lesson = "", anchor = ""] = learn.split("#");
  expect(headingAnchors(readFileSync(join(COURSE, lesson), "utf8")), id).toContain(anchor);
  if (file === undefined || line === undefined) return;
  expect(existsSync(join(root, file)), `${id} points at ${file}`).toBe(true);
  const text = readFileSync(join(root, file), "utf8").split(/\r?\n/)[line - 1];
  expect(text?.trim(), `${id} points at ${file}:${line}`).toBeTruthy();
}
