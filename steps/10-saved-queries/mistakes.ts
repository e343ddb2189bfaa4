import { listMistakes, type Mistake } from "#course-kit";
import { fileMistakes } from "./file-mistakes.ts";
import { latencyMistakes } from "./latency-mistakes.ts";
import { recentMistakes } from "./recent-mistakes.ts";

const own = (list: readonly Mistake[]) =>
  listMistakes(list.map((mistake) => ({ blocks: false, ...mistake })));

export const mistakes = own([...fileMistakes, ...latencyMistakes, ...recentMistakes]);
