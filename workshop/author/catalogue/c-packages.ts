import { entry } from "./entry.ts";

export const packages = [
  entry("C01", "the API without an SDK"),
  entry("C02", "a tutorial's install line, whose packages no longer fit together"),
  entry("C03", "packages of different generations"),
  entry("C05", "two copies of an SDK package", {
    outcome: "gone",
    why: "of one generation they work beside each other; only a type check complains, and none stands before a start",
  }),
  entry("C06", "several copies of the API"),
  entry("C08", "an instrumentation was installed and never registered"),
  entry("C09", "Express's instrumentation without HTTP's"),
  entry("C11", "packages that old tutorials name, long replaced"),
  entry("C12", "an import from a package that is only there by luck"),
  entry("C14", "an instrumentation too old for its library"),
  entry("C15", "OpenTelemetry among the devDependencies"),
  entry("C17", "the image was not built again after an install"),
  entry("C18", "a Node that is too old"),
  entry("C19", "Honeycomb's own distribution, which has come to its end"),
  entry("C21", "every instrumentation there is, and a flood of spans"),
  entry("C22", "deprecated names of the semantic conventions"),
  entry("C24", "module resolution too old to find types", {
    outcome: "gone",
    why: "types are taken out unread when the backend starts, so only an editor complains",
  }),
];
