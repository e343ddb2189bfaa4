import { expect, it } from "vitest";
import { fakeCourse } from "../fake-course.ts";

const KEY = `hcaik_${"0a".repeat(29)}`;
const COMPOSE = `services:
  backend:
    environment:
      OTEL_SERVICE_NAME: backend
      OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=\${HONEYCOMB_API_KEY}"
      FRONTEND_URL: \${FRONTEND:-http://localhost:3000}
`;

it("shows each variable and where it comes from, without the key", async () => {
  using course = fakeCourse({ "docker-compose.yml": COMPOSE, ".env": `# mine\nHONEYCOMB_API_KEY=${KEY}\n` });
  const { exitCode, stdout } = await course.run("env");
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain(KEY);
  expect(stdout).toMatchInlineSnapshot(`
    "What docker-compose.yml gives the backend
      OTEL_SERVICE_NAME=backend                                  docker-compose.yml:4
      OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=hcaik_...0a0a  docker-compose.yml:5, HONEYCOMB_API_KEY from .env:2
      FRONTEND_URL=http://localhost:3000                         docker-compose.yml:6, FRONTEND by its default
    Next: npm run check:step
    "
  `);
});

it("names what is set nowhere", async () => {
  using course = fakeCourse({ "docker-compose.yml": COMPOSE });
  const { exitCode, stdout } = await course.run("env");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("docker-compose.yml:5: HONEYCOMB_API_KEY is not set in this shell nor in .env");
});

it("says where a compose file is broken", async () => {
  using course = fakeCourse({ "docker-compose.yml": "services:\n  backend:\n\tenvironment:\n" });
  const { exitCode, stderr } = await course.run("env");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("docker-compose.yml:3");
  expect(stderr).toMatch(/\nNext: npm run env\n$/);
});
