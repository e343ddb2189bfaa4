/** A learner's value as a part of a regular expression that finds just that, whatever it holds: `cruddur (me`. */
export function literally(value: string): string {
  // RegExp.escape does the same, from Node 24 on.
  return value.replace(/[\\^$.*+?()[\]{}|/-]/g, (mark) => (mark === "-" ? "\\x2d" : `\\${mark}`));
}

/** The same for a name in code, alone: not as a part of a longer one. */
export function asName(name: string): string {
  return `(?<![\\w$])${literally(name)}(?![\\w$])`;
}
