import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)), "server-only": fileURLToPath(new URL("./node_modules/next/dist/compiled/server-only/empty.js", import.meta.url)) } },
  test: {
    include: ["{lib,prisma,components,app}/**/*.test.{ts,tsx}"],
    pool: "forks",
    testTimeout: 30_000,
    onConsoleLog: (_log, type) => { if (type === "stderr") return; },
  },
});
