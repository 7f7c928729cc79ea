import { beforeAll, describe, expect, it } from "vitest";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { EXPORT_FIELDS, exportInteractions } from "@/lib/metrics/export.prisma";
import { parseFilter } from "@/lib/metrics/filter";
import { readRows } from "@/lib/metrics/rows.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db, path } = testDatabase();
const now = new Date("2026-11-18T12:00:00Z");
beforeAll(() => {
  writeSeed(path, { count: 2600, seed: 5, now, days: 30 });
});

async function exported(params: Record<string, string>, format: "csv" | "jsonl"): Promise<string> {
  const filter = parseFilter(params, Math.floor(now.getTime() / 86_400_000) + 1);
  if (!filter.ok) throw new Error(filter.error);
  let text = "";
  for await (const piece of exportInteractions(db, filter.value, format)) text += piece;
  return text;
}

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));

describe("exportInteractions", () => {
  it("gives every row once, newest first, across many chunks", async () => {
    const rows = lines(await exported({ period: "all" }, "jsonl"));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2600);
    const asked = rows.map(({ askedAt }) => String(askedAt));
    expect(asked).toEqual([...asked].sort().reverse());
  });

  it("gives exactly what is filtered, with every field and the rating", async () => {
    const rows = lines(await exported({ period: "all", rating: "down", engine: "shop" }, "jsonl"));
    expect(rows.length).toBe(await db.interaction.count({ where: { engine: "shop", ratedDown: { gt: 0 } } }));
    expect(Object.keys(rows[0] ?? {})).toEqual([...EXPORT_FIELDS]);
    for (const row of rows)
      expect(row).toMatchObject({ engine: "shop", ratings: [{ value: "down" }], answer: { text: expect.any(String) } });
  });

  it("writes a header and the same rows as CSV", async () => {
    const csv = await exported({ period: "all", comment: "yes" }, "csv");
    expect(csv.split("\r\n")[0]).toBe(`\ufeff${EXPORT_FIELDS.join(",")}`);
    expect(csv.trim().split("\r\n").length - 1).toBe(await db.interaction.count({ where: { comments: { gt: 0 } } }));
  });

  it("has only a header, or nothing, when nothing fits", async () => {
    expect((await exported({ text: "nobody asked this" }, "csv")).trim().split("\r\n")).toHaveLength(1);
    expect(await exported({ text: "nobody asked this" }, "jsonl")).toBe("");
  });
});

describe("readRows", () => {
  it("pages through the latest without a gap or a repeat, and tells when there are more", async () => {
    const filter = parseFilter({ period: "all", engine: "logs" }, Math.floor(now.getTime() / 86_400_000) + 1);
    if (!filter.ok) throw new Error(filter.error);
    const seen: string[] = [];
    for (let skip = 0; ; skip += 100) {
      const { rows, more } = await readRows(db, filter.value, "latest", 100, skip);
      seen.push(...rows.map(({ id }) => id));
      if (!more) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await db.interaction.count({ where: { engine: "logs" } }));
  });

  it("lists the slowest first, with and without a narrow filter", async () => {
    for (const params of [{ period: "all" }, { period: "all", role: "owner" }] as Record<string, string>[]) {
      const filter = parseFilter(params, Math.floor(now.getTime() / 86_400_000) + 1);
      if (!filter.ok) throw new Error(filter.error);
      const { rows } = await readRows(db, filter.value, "slow", 20);
      const times = rows.map(({ totalMs }) => totalMs ?? 0);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      const worst = await db.interaction.findFirst({
        where: params["role"] ? { role: params["role"] } : {},
        orderBy: { totalMs: { sort: "desc", nulls: "last" } },
      });
      expect(times[0]).toBe(worst?.totalMs);
    }
  });
});
