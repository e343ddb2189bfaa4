/** Whether an answer holds the id that the API alone prints, 32 zeros, whatever stands around it, and no real one. */
export function isZeroId(answer: string): boolean {
  const ids = answer.match(/(?<![0-9a-z])[0-9a-f]{16,}(?![0-9a-z])/gi) ?? [];
  return ids.some((id) => id.length === 32) && ids.every((id) => /^0+$/.test(id));
}
