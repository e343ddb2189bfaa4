/** Span ids as numbers: to look 100 000 of them up by their texts takes a page four times as long. */
export function readIds(base64: string): BigUint64Array {
  return new BigUint64Array(bytesOf(base64).buffer);
}

/** As everybody writes it, of 16 hex digits. */
export function idText(id: bigint): string {
  return id.toString(16).padStart(16, "0");
}

/** Undefined for what is no span id: it may stand in a link. */
export function idNumber(text: string): bigint | undefined {
  return /^[0-9a-f]{16}$/.test(text) ? BigInt(`0x${text}`) : undefined;
}

/** Browsers from before 2025 have the slow way only. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  return fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
