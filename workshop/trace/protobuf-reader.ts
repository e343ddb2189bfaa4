import { OtlpDecodeError } from "./otlp-decode-error.ts";

/** Steps through one protobuf message without building objects; every read is bounds-checked. */
export class ProtobufReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  position = 0;
  /** Number and wire type of the field that `next` stopped at, as one integer. */
  tag = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves to the next field of the message that stops at `end`; false when it is over. */
  next(end: number): boolean {
    if (this.position === end) return false;
    if (this.position > end) this.fail("A protobuf field runs past the end of its message");
    this.tag = this.uint32();
    if (this.tag >>> 3 === 0) this.fail("A protobuf field has number 0");
    return true;
  }

  /** The end of the length-delimited field that starts here. */
  end(limit: number): number {
    const length = this.uint32();
    const end = this.position + length;
    if (end > limit) this.fail("The protobuf body is cut short");
    return end;
  }

  /** Seven bits a byte; what exceeds 32 bits is cut off, as protobuf does for 32-bit fields. */
  uint32(): number {
    let value = 0;
    for (let index = 0; index < 10; index++) {
      const byte = this.#byte();
      if (index < 5) value |= (byte & 0x7f) << (7 * index);
      if (byte < 0x80) return value >>> 0;
    }
    return this.fail("A protobuf number is longer than 10 bytes");
  }

  int64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    return this.fail("A protobuf number is longer than 10 bytes");
  }

  /** An int64 as a number when that keeps every digit, which nearly all do. */
  int(): number | bigint {
    const first = this.#byte();
    if (first < 0x80) return first;
    this.position -= 1;
    const value = this.int64();
    return value >= MIN_SAFE && value <= MAX_SAFE ? Number(value) : value;
  }

  fixed64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  fixed32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  /** The text up to `end`. Short names repeat in every span, so they are kept and handed out again. */
  text(end: number): string {
    const start = this.position;
    this.position = end;
    if (end - start > LONGEST_KEPT) return decoder.decode(this.#bytes.subarray(start, end));
    return keptText(this.#bytes, start, end);
  }

  hex(end: number): string {
    const bytes = this.#bytes.subarray(this.position, end);
    this.position = end;
    return toHex(bytes);
  }

  base64(end: number): string {
    let binary = "";
    for (const byte of this.#bytes.subarray(this.position, end)) binary += String.fromCharCode(byte);
    this.position = end;
    return btoa(binary);
  }

  /** Passes over the field's value: an unknown field, or one with another wire type than its definition. */
  skip(): void {
    const wireType = this.tag & 7;
    if (wireType === 0) this.uint32();
    else if (wireType === 1) this.#take(8);
    else if (wireType === 2) this.position = this.end(this.#bytes.length);
    else if (wireType === 5) this.#take(4);
    else this.fail(`Protobuf wire type ${wireType} is not in use`);
  }

  fail(message: string): never {
    throw new OtlpDecodeError(message, `byte ${this.position}`);
  }

  #byte(): number {
    const byte = this.#bytes[this.position];
    if (byte === undefined) return this.fail("The protobuf body is cut short");
    this.position += 1;
    return byte;
  }

  #take(length: number): number {
    const start = this.position;
    if (start + length > this.#bytes.length) this.fail("The protobuf body is cut short");
    this.position += length;
    return start;
  }
}

const decoder = new TextDecoder();
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const MIN_SAFE = BigInt(Number.MIN_SAFE_INTEGER);

const LONGEST_KEPT = 48;
const SLOTS = 4096;
const keptBytes: (Uint8Array | undefined)[] = Array.from({ length: SLOTS });
const keptTexts: string[] = Array.from({ length: SLOTS }, () => "");

function keptText(bytes: Uint8Array, start: number, end: number): string {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  const kept = keptBytes[slot];
  if (kept !== undefined && sameBytes(kept, bytes, start, end)) return keptTexts[slot] as string;
  const text = decoder.decode(bytes.subarray(start, end));
  keptBytes[slot] = bytes.slice(start, end);
  keptTexts[slot] = text;
  return text;
}

function sameBytes(kept: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (kept.length !== end - start) return false;
  for (let i = 0; i < kept.length; i++) if (kept[i] !== bytes[start + i]) return false;
  return true;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function toHex(bytes: Uint8Array): string {
  const builtIn = (bytes as { toHex?: () => string }).toHex;
  if (builtIn !== undefined) return builtIn.call(bytes);
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}
