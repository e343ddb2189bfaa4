import { keys } from "./a-keys.ts";
import { compose } from "./b-compose.ts";
import { packages } from "./c-packages.ts";
import { provider } from "./d-provider.ts";
import { spans } from "./e-spans.ts";
import type { Entry } from "./entry.ts";
import { propagation } from "./f-propagation.ts";
import { afterwards } from "./g-afterwards.ts";

/** Mistakes that people really made with OpenTelemetry JS, Honeycomb, Compose and Gitpod. Ids have gaps, and stay. */
export const CATALOGUE: readonly Entry[] = [
  ...keys,
  ...compose,
  ...packages,
  ...provider,
  ...spans,
  ...propagation,
  ...afterwards,
];
