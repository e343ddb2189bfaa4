export interface CodeLine {
  /** From the repository's root. */
  readonly file: string;
  readonly line: number;
}

/**
 * A place in the order in which one process did things: the smaller came first, however fast or slow the machine is.
 * Only moments of the same process compare; whatever belongs to one visit does.
 */
export type Moment = number;
