import { afterEach, expect, it, vi } from "vitest";
import { startCruddur } from "./start-cruddur.ts";

afterEach(() => vi.unstubAllEnvs());

it("is healthy", async () => {
  await using cruddur = await startCruddur();
  expect(await cruddur.get("/health")).toMatchObject({ status: 200, body: { status: "ok" } });
});

it("names the route that it does not have", async () => {
  await using cruddur = await startCruddur();
  const answer = await cruddur.get("/api/activites/home");
  expect(answer).toMatchObject({ status: 404, body: { error: "Cruddur has no GET /api/activites/home" } });
});

it("says what is wrong with a body that is not JSON", async () => {
  await using cruddur = await startCruddur();
  const { status, body } = await cruddur.send("/api/activities", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{message: 1}",
  });
  expect(status).toBe(400);
  expect(body).toEqual({ error: expect.stringContaining("JSON") });
});

it("refuses a body that is far too large, and a path that cannot be decoded", async () => {
  await using cruddur = await startCruddur();
  const large = await cruddur.post("/api/activities", { message: "x".repeat(200_000) });
  const broken = await cruddur.get("/api/activities/@%E0%A4%A");
  expect(large).toMatchObject({ status: 413, body: { error: expect.any(String) } });
  expect(broken).toMatchObject({ status: 400, body: { error: expect.any(String) } });
});

it.each(["http://localhost:3000", "http://localhost:4567"])(
  "lets a page from %s read its answers",
  async (origin) => {
    await using cruddur = await startCruddur();
    const { headers } = await cruddur.send("/api/activities/home", { headers: { origin } });
    expect(headers.get("access-control-allow-origin")).toBe(origin);
  },
);

it("lets a page read errors too", async () => {
  await using cruddur = await startCruddur();
  const { status, headers } = await cruddur.send("/api/activities/search", {
    headers: { origin: "http://localhost:3000" },
  });
  expect(status).toBe(422);
  expect(headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
});

it("shuts out a page from anywhere else", async () => {
  await using cruddur = await startCruddur();
  const { headers } = await cruddur.send("/api/activities/home", {
    headers: { origin: "http://localhost:3001" },
  });
  expect(headers.get("access-control-allow-origin")).toBeNull();
});

it("takes the page's origin from FRONTEND_URL and its own from BACKEND_URL", async () => {
  vi.stubEnv("FRONTEND_URL", "https://3000-cruddur.example");
  vi.stubEnv("BACKEND_URL", "https://4567-cruddur.example");
  await using cruddur = await startCruddur();
  const origins = ["https://3000-cruddur.example", "https://4567-cruddur.example", "http://localhost:3000"];
  const allowed = [];
  for (const origin of origins) {
    const { headers } = await cruddur.send("/health", { headers: { origin } });
    allowed.push(headers.get("access-control-allow-origin"));
  }
  expect(allowed).toEqual([origins[0], origins[1], null]);
});

it("answers a preflight with the fixed list of headers, whatever the page asks for", async () => {
  await using cruddur = await startCruddur();
  const { status, headers } = await cruddur.send("/api/activities", {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:3000",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type, x-made-up",
    },
  });
  expect(status).toBe(204);
  expect(headers.get("access-control-allow-methods")).toContain("POST");
  const allowed = headers.get("access-control-allow-headers")?.split(/,\s*/);
  expect(allowed).toEqual(expect.arrayContaining(["content-type", "x-cruddur-user"]));
  expect(allowed).not.toContain("x-made-up");
});
