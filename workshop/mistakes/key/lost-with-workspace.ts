import type { Mistake } from "../mistake.ts";
import { KEY_NAME } from "./no-key.ts";

/** A key that the next terminal and the next workspace will not have. */
export const lostWithWorkspace: readonly Mistake[] = [
  {
    id: "key-lost-with-the-workspace",
    learn: "gitpod",
    explains: /outlives/,
    when: ({ key, workspace }) =>
      key.effective?.from === "shell" &&
      !key.dotenv?.value &&
      workspace.kind === "gitpod" &&
      workspace.persisted &&
      !workspace.persisted[KEY_NAME] && {
        message: "Only this terminal has the key; the next one and the next workspace will not have it.",
        remedy: { kind: "command", command: `gp env ${KEY_NAME}="$${KEY_NAME}"` },
      },
  },
];
