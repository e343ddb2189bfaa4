import { entry } from "./entry.ts";

export const keys = [
  entry("A01", "the key was exported in one terminal, the backend started in another"),
  entry("A02", "gp env alone: it reaches the next workspace, not this terminal"),
  entry("A03", "blanks around the equals sign"),
  entry("A04", "the course's empty or sample value was copied as it stood"),
  entry("A06", "quotation marks became part of the key"),
  entry("A08", "the header was given another name"),
  entry("A10", "a management key, or a key's id without its secret"),
  entry("A11", "a configuration key that may not send events", {
    outcome: "live",
    why: "Honeycomb alone knows what a key may do",
  }),
  entry("A12", "an ingest key that may not create datasets", {
    outcome: "live",
    why: "Honeycomb alone knows what a key may do",
  }),
  entry("A13", "the key of another environment or team", {
    outcome: "live",
    why: "Honeycomb alone knows where a key belongs",
  }),
  entry("A14", "a Classic key without a dataset"),
  entry("A16", "the key was committed"),
  entry("A17", "the key was printed, or handed to the browser"),
  entry("A18", "a variable's name was misspelt or invented"),
  entry("A19", "an old value lives on in a running container or shell"),
  entry("A20", "the key was disabled, deleted or replaced", {
    outcome: "live",
    why: "the key looks as it did when it still worked",
  }),
  entry("A23", ".env is read after the SDK, or never"),
];
