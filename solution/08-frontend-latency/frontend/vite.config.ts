import { defineConfig } from "vite";

const { FRONTEND_URL = "http://localhost:3000" } = process.env;

export default defineConfig({
  // The page may know where the backend is, and nothing else of the environment.
  envPrefix: ["VITE_", "BACKEND_URL"],
  server: {
    port: 3000,
    strictPort: true,
    allowedHosts: [new URL(FRONTEND_URL).hostname],
    // The browser sends its spans here, without a key; the receiver behind this adds it.
    proxy: { "/v1/traces": process.env.OTLP_TARGET ?? "http://localhost:4318" },
  },
});
