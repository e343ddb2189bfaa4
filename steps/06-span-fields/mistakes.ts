import { listMistakes } from "#course-kit";
import { habits } from "./habits.ts";
import { lengthMistakes } from "./length-mistakes.ts";
import { nowMistakes } from "./now-mistakes.ts";
import { settingMistakes } from "./setting-mistakes.ts";

/** Nearest to the cause first: how a field is set, on which span and under which name, and then its value. */
export const mistakes = listMistakes([...settingMistakes, ...nowMistakes, ...lengthMistakes, ...habits]);
