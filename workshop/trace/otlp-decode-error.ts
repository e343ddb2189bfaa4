/** A body that cannot be read at all. `message` is a whole sentence; `where` is a path or a byte offset. */
export class OtlpDecodeError extends Error {
  override readonly name = "OtlpDecodeError";
  readonly where: string;

  constructor(message: string, where: string) {
    super(`${message} (at ${where}).`);
    this.where = where;
  }
}
