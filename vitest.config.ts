import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests here set the environment or what is kept once a process, so each file needs a process of its own. */
const WITH_STATE = ["app/**/*.test.{ts,tsx}", "lib/{ask,interactions,platform}/**/*.test.ts"];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    pool: "forks",
    // One more than the cores of a small machine: many tests wait for a process of their own.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "with state", include: WITH_STATE } },
      {
        extends: true,
        // Reading the modules once for all of them takes a third off the time.
        test: { name: "pure", include: ["{lib,prisma,components}/**/*.test.{ts,tsx}"], exclude: WITH_STATE, isolate: false },
      },
    ],
  },
});
