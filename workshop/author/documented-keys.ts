/**
 * The keys of files for which no npm package holds the published schema, written down from what their documentation says,
 * as far as this course could use them. Unknown keys are errors in Ona, and silence elsewhere.
 */
type Schema = { readonly [key: string]: unknown };

const text = { type: "string", minLength: 1 };
const texts = { type: "array", items: text };
const port = { type: "integer", minimum: 1, maximum: 65_535 };
const command = { type: ["string", "array", "object"] };

/** github.com/devcontainers/features, the options of docker-in-docker 4. */
const DOCKER_IN_DOCKER: Schema = closed({
  version: text,
  moby: { type: "boolean" },
  mobyBuildxVersion: text,
  dockerDashComposeVersion: { enum: ["none", "latest", "v1", "v2"] },
  azureDnsAutoDetection: { type: "boolean" },
  dockerDefaultAddressPool: { type: "string" },
  installDockerBuildx: { type: "boolean" },
  installDockerComposeSwitch: { type: "boolean" },
  disableIp6tables: { type: "boolean" },
  iptablesSwitchAtRuntime: { type: "boolean" },
});

/**
 * The Debian releases of the published `typescript-node` images, and whether docker-in-docker can install Moby there
 * (its default): on trixie the feature stops, and asks for `"moby": false`.
 */
export const HAS_MOBY: Readonly<Record<string, boolean>> = { bullseye: true, bookworm: true, trixie: false };

/** containers.dev, "Dev Container metadata reference". */
export const DEVCONTAINER: Schema = closed(
  {
    name: text,
    image: text,
    // Version 2 does not set up containerd 2.3 and later, which Docker CE brings: its daemon does not start.
    features: closed({ "ghcr.io/devcontainers/features/docker-in-docker:4": DOCKER_IN_DOCKER }),
    containerEnv: { type: "object", additionalProperties: { type: "string" } },
    remoteEnv: { type: "object", additionalProperties: { type: ["string", "null"] } },
    remoteUser: text,
    runArgs: texts,
    mounts: { type: "array" },
    onCreateCommand: command,
    updateContentCommand: command,
    postCreateCommand: command,
    postStartCommand: command,
    postAttachCommand: command,
    waitFor: {
      enum: [
        "initializeCommand",
        "onCreateCommand",
        "updateContentCommand",
        "postCreateCommand",
        "postStartCommand",
      ],
    },
    forwardPorts: { type: "array", items: port },
    portsAttributes: {
      type: "object",
      additionalProperties: closed({
        label: text,
        onAutoForward: {
          enum: ["notify", "openBrowser", "openBrowserOnce", "openPreview", "silent", "ignore"],
        },
        protocol: { enum: ["http", "https"] },
        requireLocalPort: { type: "boolean" },
        elevateIfNeeded: { type: "boolean" },
      }),
    },
    secrets: {
      type: "object",
      propertyNames: { pattern: "^[A-Za-z_]\\w*$" },
      additionalProperties: closed({ description: text, documentationUrl: text }),
    },
    customizations: { type: "object" },
  },
  ["image"],
);

const TRIGGER = ["manual", "postEnvironmentStart", "postDevcontainerStart"];
const runsOn = closed({ docker: closed({ image: text, environment: texts }, ["image"]) });

/** ona.com/docs, "Tasks & services", the reference of automations.yaml. */
export const AUTOMATIONS: Schema = closed({
  services: {
    type: "object",
    additionalProperties: closed(
      {
        name: text,
        description: text,
        role: { enum: ["default", "editor", "ai-agent"] },
        triggeredBy: { type: "array", items: { enum: TRIGGER } },
        commands: closed({ start: text, ready: text, stop: text }, ["start"]),
        runsOn,
      },
      ["commands"],
    ),
  },
  tasks: {
    type: "object",
    additionalProperties: closed(
      {
        name: text,
        description: text,
        triggeredBy: { type: "array", items: { enum: [...TRIGGER, "prebuild"] } },
        dependsOn: texts,
        command: text,
        runsOn,
      },
      ["command"],
    ),
  },
});

const pattern = {
  type: "object",
  required: ["regexp"],
  properties: {
    regexp: text,
    ...Object.fromEntries(
      ["file", "line", "column", "endLine", "endColumn", "severity", "code", "message", "location"].map(
        (name) => [name, { type: "integer" }],
      ),
    ),
    loop: { type: "boolean" },
  },
  additionalProperties: false,
};

/** code.visualstudio.com/docs, "Schema for tasks.json". */
export const TASKS: Schema = closed(
  {
    version: { const: "2.0.0" },
    tasks: {
      type: "array",
      items: closed(
        {
          label: text,
          type: { enum: ["npm", "shell", "process"] },
          script: text,
          command: text,
          args: texts,
          detail: text,
          group: {},
          isBackground: { type: "boolean" },
          presentation: { type: "object" },
          problemMatcher: {
            type: "array",
            items: closed(
              {
                owner: text,
                source: text,
                severity: { enum: ["error", "warning", "info"] },
                applyTo: text,
                fileLocation: {},
                pattern: { anyOf: [pattern, { type: "array", items: pattern }] },
                background: closed({
                  activeOnStart: { type: "boolean" },
                  beginsPattern: text,
                  endsPattern: text,
                }),
              },
              ["pattern"],
            ),
          },
        },
        ["label", "type"],
      ),
    },
  },
  ["version", "tasks"],
);

function closed(properties: Schema, required: readonly string[] = []): Schema {
  return { type: "object", properties, required, additionalProperties: false };
}
