import { splitLines } from "./journal-lines.ts";
import { lineLinks } from "./line-links.ts";

export interface Link {
  /** As it is written, such as `../02-compose-env-vars/README.md#which-key`. */
  readonly target: string;
  /** 1-based. */
  readonly line: number;
}

/** The links of a text, none from code or comments. */
export function links(markdown: string): Link[] {
  return splitLines(markdown).flatMap(({ text, quoted }, index) =>
    quoted ? [] : lineLinks(text).map((target) => ({ target, line: index + 1 })),
  );
}
