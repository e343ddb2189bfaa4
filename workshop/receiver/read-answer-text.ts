import { ProtobufReader } from "../trace/protobuf-reader.ts";

/** What an OTLP server said in words, whatever form it chose: JSON, a protobuf Status, plain text. At most 300 characters. */
export async function readAnswerText(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get("content-type") ?? "";
  const text = /protobuf/.test(type)
    ? fromProtobuf(bytes, response.ok)
    : fromText(new TextDecoder().decode(bytes));
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 300);
}

function fromText(text: string): string {
  try {
    const answer = JSON.parse(text) as { [name: string]: unknown } | null;
    const partial = answer?.["partialSuccess"] as { errorMessage?: unknown } | undefined;
    const said = answer?.["message"] ?? answer?.["error"] ?? partial?.errorMessage;
    return typeof said === "string" ? said : "";
  } catch {
    return /^\s*</.test(text) ? "" : text;
  }
}

/** Status.message is field 2; in an ExportTraceServiceResponse field 1 is partial_success, whose field 2 is the message. */
function fromProtobuf(bytes: Uint8Array, ok: boolean): string {
  const reader = new ProtobufReader(bytes);
  let text = "";
  try {
    while (reader.next(bytes.length)) {
      if (ok && reader.tag === PARTIAL_SUCCESS) reader.end(bytes.length);
      else if (reader.tag === MESSAGE) text = reader.text(reader.end(bytes.length));
      else reader.skip();
    }
  } catch {
    return text;
  }
  return text;
}

const PARTIAL_SUCCESS = (1 << 3) | 2;
const MESSAGE = (2 << 3) | 2;
