import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type * as Files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { agedFiles } from "@/lib/platform/aged-files.fs";

vi.mock("node:fs/promises", async (original) => {
  const files = await original<typeof Files>();
  const readThenLose = async (...given: Parameters<typeof files.readdir>) => {
    const entries = await files.readdir(...given);
    await files.rm(join(String(given[0]), "arriving.part"));
    return entries;
  };
  return { ...files, readdir: readThenLose };
});
const dir = mkdtempSync(join(tmpdir(), "tellback-aged-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("leaves out a file that is renamed or deleted while the folder is read", async () => {
  for (const name of ["kept", "arriving.part"]) writeFileSync(join(dir, name), "four");
  expect(await agedFiles(dir, new Date(Date.now() + 1000))).toEqual([{ name: "kept", bytes: 4, changedAt: expect.any(Date) }]);
});
