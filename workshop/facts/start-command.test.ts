import { expect, it } from "vitest";
import { startedPrograms, startVariables } from "./start-command.ts";

it("tells what node loads first from what it runs", () => {
  expect(
    startedPrograms("node --import tsx --import=./src/instrumentation.ts src/server.ts --port 1"),
  ).toEqual([
    {
      runner: "node",
      preloads: [
        { flag: "--import", name: "tsx" },
        { flag: "--import", name: "./src/instrumentation.ts" },
      ],
      file: "src/server.ts",
      rest: ["--port", "1"],
    },
  ]);
});

it("keeps what stands behind the file for the program", () => {
  const [program] = startedPrograms("node --import tsx src/server.ts --import ./src/instrumentation.ts");
  expect(program?.preloads).toEqual([{ flag: "--import", name: "tsx" }]);
  expect(program?.rest).toEqual(["--import", "./src/instrumentation.ts"]);
});

it("looks past launchers, variables and values of other options", () => {
  const [program] = startedPrograms(
    'NODE_ENV=dev npx tsx watch --env-file ".env here" -r ./a.cjs src/server.ts',
  );
  expect(program).toEqual({
    runner: "tsx",
    preloads: [{ flag: "-r", name: "./a.cjs" }],
    file: "src/server.ts",
    rest: [],
  });
});

it("parts the programs of one script", () => {
  const files = startedPrograms("node src/instrumentation.ts && node src/server.ts").map(({ file }) => file);
  expect(files).toEqual(["src/instrumentation.ts", "src/server.ts"]);
});

it("tells what variables a script sets", () => {
  const set = startVariables(
    "export A=1 && OTEL_SERVICE_NAME='my backend' B=\"x y\" node --import=tsx src/server.ts --port=1",
  );
  expect([...set]).toEqual([
    ["A", "1"],
    ["OTEL_SERVICE_NAME", "my backend"],
    ["B", "x y"],
  ]);
});
