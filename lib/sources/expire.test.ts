import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { expireUploads } from "@/lib/sources/expire.fs";
import type { Upload } from "@/lib/sources/upload";

const dir = mkdtempSync(join(tmpdir(), "tellback-expire-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const NOW = new Date("2026-11-21T12:00:00Z");
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

function keep(id: string, days: number): void {
  writeFileSync(join(dir, id), "x".repeat(10));
  utimesSync(join(dir, id), daysAgo(days), daysAgo(days));
}

function uploadsOf(rows: Map<string, { upload: Upload; at: Date }>) {
  return {
    logsBefore: async (moment: Date) =>
      [...rows.values()].filter(({ upload, at }) => upload.kind === "log" && at < moment).map(({ upload }) => upload),
    get: async (id: string) => rows.get(id)?.upload ?? null,
    remove: async (id: string) => void rows.delete(id),
  };
}

describe("expiring uploads", () => {
  it("deletes old logs, row and file, and old files without a row; databases and young files stay", async () => {
    const rows = new Map<string, { upload: Upload; at: Date }>();
    for (const [id, kind, days] of [
      ["old", "log", 40],
      ["young", "log", 3],
      ["herd", "sqlite", 400],
    ] as const) {
      rows.set(id, { upload: { id, kind, fileName: id, bytes: 10 }, at: daysAgo(days) });
      keep(id, days);
    }
    keep("orphan", 40);
    keep("arriving.part", 0);
    expect(await expireUploads(uploadsOf(rows), dir, 30, NOW)).toEqual({ files: 2, bytes: 20 });
    expect([...rows.keys()]).toEqual(["young", "herd"]);
    expect(["old", "orphan", "young", "herd", "arriving.part"].map((id) => existsSync(join(dir, id)))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(await expireUploads(uploadsOf(rows), dir, 30, NOW)).toEqual({ files: 0, bytes: 0 });
  });

  it("never takes a file that may still be arriving, even with 0 days", async () => {
    keep("arriving.part", 0);
    await expireUploads(uploadsOf(new Map()), dir, 0, NOW);
    expect(existsSync(join(dir, "arriving.part"))).toBe(true);
  });

  it("has nothing to do before the first upload", async () => {
    expect(await expireUploads(uploadsOf(new Map()), join(dir, "none"), 30, NOW)).toEqual({ files: 0, bytes: 0 });
  });
});
