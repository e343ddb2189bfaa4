import type { Change } from "./change.ts";

/** Never a real key: built here, of nothing but noughts and the letter k. */
export const INGEST = `hcaik_${"0k".repeat(29)}`;
export const NAME = "HONEYCOMB_API_KEY";
export const NOWHERE: Change = { ".env": null };

export function dotenv(text: string): Change {
  return { ".env": text };
}

/** This value behind the key's name. */
export function env(value: string): Change {
  return dotenv(`${NAME}=${value}\n`);
}

/** Gitpod's own program, as far as `gp env` goes. */
export function gp(line: string): Change {
  return { "bin/gp": `#!/bin/sh\n[ "$1" = env ] && echo '${line}'\n` };
}

export const GITPOD = { GITPOD_WORKSPACE_ID: "tea", PATH: "$ROOT/bin:/usr/bin:/bin" };
