import { listMistakes } from "#course-kit";
import { arrivalMistakes } from "./arrival-mistakes.ts";
import { endpointMistakes } from "./endpoint-mistakes.ts";
import { fileMistakes } from "./file-mistakes.ts";
import { headerAdvice, headerMistakes } from "./header-mistakes.ts";
import { nameAdvice, nameMistakes } from "./name-mistakes.ts";
import { oddities } from "./oddities.ts";
import { sdkSettings } from "./sdk-settings.ts";
import { yamlMistakes } from "./yaml-mistakes.ts";

/** From the file as a whole to its single values: YAML, then which variables arrive, then what they say. */
export const mistakes = listMistakes([
  ...yamlMistakes,
  ...fileMistakes,
  ...arrivalMistakes,
  ...endpointMistakes,
  ...headerMistakes,
  ...nameMistakes,
  ...headerAdvice,
  ...nameAdvice,
  ...sdkSettings,
  ...oddities,
]);
