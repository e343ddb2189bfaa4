/** What is wrong with the text that somebody wants to post. */
export function messageErrors(message: string, maxChars: number): string[] {
  if (message === "") return ["message_blank"];
  // Spread, because people count an emoji as one character where `length` counts two.
  if ([...message].length > maxChars) return ["message_exceed_max_chars"];
  return [];
}
