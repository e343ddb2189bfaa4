export type Line = "otel-3x" | "otel-2x";
