import { replace } from "../example.ts";

const JOURNAL = "journal/week2.md";
/** Of the usual run: 231 traces, 796 spans, longest result 4, P90 345.4 ms, average 79.3 ms. */
export const answer = (id: string, value: string) => ({
  [JOURNAL]: replace(new RegExp(`(Answer \\(07-${id}\\):).*`), `$1 ${value}`),
});
export const answers = (values: Record<string, string>) => ({
  [JOURNAL]: (text: string) =>
    Object.entries(values).reduce(
      (changed, [id, value]) => replace(new RegExp(`(Answer \\(07-${id}\\):).*`), `$1 ${value}`)(changed),
      text,
    ),
});
