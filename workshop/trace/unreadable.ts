/** Thrown inside a decoder about one span; the decoder turns it into a sentence and goes on with the next. */
export class Unreadable extends Error {}
