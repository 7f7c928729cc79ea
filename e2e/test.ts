import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { startApp, type RunningApp } from "@/e2e/start-app";
import { makeZoo } from "@/e2e/zoo";

export { expect } from "@playwright/test";

const FIRST_PORT = Number(process.env["E2E_PORT"] ?? 3217);

/**
 * A journey against the production server. Each worker has a server of its own, with an empty app database, the demo data and
 * one SQLite file of the operator's, so that files of journeys can run side by side.
 */
export const test = base.extend<object, { readonly server: RunningApp }>({
  server: [
    async ({}, provide, { parallelIndex }) => {
      const dir = mkdtempSync(join(tmpdir(), "tellback-zoo-"));
      const zoo = join(dir, "zoo.sqlite");
      makeZoo(zoo);
      const server = await startApp(FIRST_PORT + parallelIndex, {
        TELLBACK_SQLITE: zoo,
        TELLBACK_MAX_UPLOAD_MB: "12",
        TELLBACK_QUERY_TIMEOUT_MS: "4000",
      });
      await provide(server);
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ server }, provide) => provide(server.url),
});
