import type { Evidence } from "../../lab/evidence.ts";
import { editSource } from "./edit-source.ts";
import type { Edit } from "../remedy.ts";

const MANIFEST = "backend/package.json";

/** The lesson's start script, with the learner's own file loaded first; nothing for a file that is no set-up alone. */
export function loadFirst(evidence: Evidence, file: string | undefined): Edit | undefined {
  const own = /^backend\/([\w./-]+)$/.exec(file ?? "")?.[1];
  if (!own || /(^|\/)(server|app)\.\w+$/.test(own)) return undefined;
  return startScriptEdit(evidence, `node --import tsx --import ./${own} src/server.ts`);
}

/** Gives backend/package.json another start script. */
export function startScriptEdit({ backend: { manifest } }: Evidence, script: string): Edit | undefined {
  if (!manifest.ok || manifest.start === undefined) return undefined;
  return replaceString(
    manifest.text,
    /"start"\s*:\s*/,
    JSON.stringify(manifest.start),
    JSON.stringify(script),
  );
}

/** Makes the backend CommonJS, where its package.json says otherwise. */
export function commonJsEdit({ backend: { manifest } }: Evidence): Edit | undefined {
  return manifest.ok ? replaceString(manifest.text, /"type"\s*:\s*/, '"module"', '"commonjs"') : undefined;
}

function replaceString(text: string, key: RegExp, from: string, to: string): Edit | undefined {
  const found = key.exec(text);
  const start = found ? found.index + found[0].length : -1;
  if (!text.startsWith(from, start)) return undefined;
  return editSource({ path: MANIFEST, text }, { start, end: start + from.length, text: to });
}
