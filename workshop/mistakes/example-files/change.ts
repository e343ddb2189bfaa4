/** New text for a file, a change of its text, or `null` to take it away. */
export type Change = Readonly<Record<string, string | ((text: string) => string) | null>>;
