/** The queries need a run that was recorded with the field of step 9. */
export function fits(spans: readonly { readonly fields: object }[]): boolean {
  return spans.some(({ fields }) => (fields as Record<string, unknown>)["app.user_id"] !== undefined);
}

/** This step asks for files alone. */
export function answers(): Record<string, string> {
  return {};
}
