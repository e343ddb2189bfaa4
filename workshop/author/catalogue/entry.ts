/** One mistake that people really made, as they made it. Its fixtures name it in `entries`. */
export interface Entry {
  /** The group's letter and a number: A keys, B compose, C packages, D provider, E spans, F propagation, G afterwards. */
  readonly id: string;
  readonly mistake: string;
  /** What the course does about it where no fixture can show it, or besides. */
  readonly instead?: Instead;
}

/**
 * `live`: only Honeycomb knows, so a check with `--live` asks. `taught`: it leaves nothing to find, so a lesson warns.
 * `gone`: today's packages no longer allow it.
 */
export interface Instead {
  readonly outcome: "live" | "taught" | "gone";
  readonly why: string;
  /** The lesson's heading that warns of it, from the root of the repository. */
  readonly lesson?: string;
}

export const entry = (id: string, mistake: string, instead?: Instead): Entry => ({
  id,
  mistake,
  ...(instead && { instead }),
});
