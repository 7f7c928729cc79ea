import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { sendDue } from "@/lib/alerts/watch.prisma";
import { alertSettings } from "@/lib/ask/alerts.prisma";
import { exportTraining, readChatStats } from "@/lib/ask/exports.prisma";
import { listReports, readReport, writeReport } from "@/lib/ask/reports.prisma";
import { cleanUp, deletePersonData, previewCleanUp, previewPersonData } from "@/lib/ask/upkeep.prisma";
import { describeCleanUp, describePerson } from "@/lib/interactions/describe-deletion";
import { DEFAULT_TRAINING_FILTER } from "@/lib/interactions/training-line";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";
import { prisma } from "@/lib/platform/client.prisma";

const { dir, path } = testApp();
const now = new Date(2026, 10, 16, 7, 0, 0);
const received: string[] = [];
const hook = createServer((request, response) => {
  request.on("data", (piece) => received.push(String(piece)));
  request.on("end", () => response.end());
});

beforeAll(async () => {
  writeSeed(path, { count: 300, seed: 4, now, days: 20 });
  await new Promise<void>((done) => hook.listen(0, "127.0.0.1", done));
  const address = hook.address();
  vi.stubEnv("TELLBACK_ALERT_WEBHOOK", `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`);
  vi.stubEnv("TELLBACK_URL", "http://shop.example");
});
afterAll(() => void hook.close());

describe("a scheduled report", () => {
  it("covers the week before, as HTML and Markdown, and is told with a link to its figures", async () => {
    const name = await writeReport("0 7 * * 1", now);
    expect(name).toBe("tellback-2026-11-09-to-2026-11-15");
    expect(readdirSync(join(dir, "reports")).sort()).toEqual([`${name}.html`, `${name}.md`]);
    const asked = await prisma().interaction.count({ where: { askedAt: { gte: new Date(2026, 10, 9), lt: new Date(2026, 10, 16) } } });
    expect(asked).toBeGreaterThan(20);
    expect(readFileSync(join(dir, "reports", `${name}.md`), "utf8")).toContain(`- Questions: ${asked} (`);
    expect(await sendDue(prisma(), alertSettings().targets, now)).toBe(1);
    const said: unknown = JSON.parse(received.join(""));
    expect(said).toMatchObject({
      status: "report",
      rule: name,
      link: "http://shop.example/insights?from=2026-11-09&to=2026-11-15",
      finding: expect.stringMatching(new RegExp(`^${asked} questions from 2026-11-09 to 2026-11-15, success \\d`)),
    });
    expect(said).not.toHaveProperty("file");
  });

  it("can be read by its name, and nothing else can", async () => {
    expect((await listReports()).map(({ name }) => name)).toEqual([
      "tellback-2026-11-09-to-2026-11-15.md",
      "tellback-2026-11-09-to-2026-11-15.html",
    ]);
    expect(await readReport("tellback-2026-11-09-to-2026-11-15.html")).toContain("<h1>Tellback report</h1>");
    expect(await readReport("../app.sqlite")).toBeNull();
  });

  it("leaves questions to shops and databases out of the totals of log chats", async () => {
    const logs = await prisma().interaction.count({ where: { engine: "logs" } });
    expect(logs).toBeGreaterThan(0);
    expect(logs).toBeLessThan(await prisma().interaction.count());
    expect((await readChatStats()).total_interactions).toBe(logs);
  });

  it("goes with a clean-up of artifacts by its age, and with a person's data at once, as exports do", async () => {
    await exportTraining(new Date(), DEFAULT_TRAINING_FILTER, {});
    const keep = { interactions: 0, uploads: 0, artifacts: 1 };
    expect(await previewCleanUp(keep)).toMatchObject({ reports: { files: 0 }, exports: { files: 0 } });
    expect(describePerson(await previewPersonData("local")).slice(-2)).toEqual([
      expect.stringMatching(/^2 written reports /),
      expect.stringMatching(/^1 written export /),
    ]);
    expect(await cleanUp(keep)).toMatchObject({ interactions: 0, reports: { files: 0 }, exports: { files: 0 } });
    const gone = await deletePersonData("local");
    expect(gone).toMatchObject({ interactions: 300, reports: { files: 2 }, exports: { files: 1 } });
    expect([...readdirSync(join(dir, "reports")), ...readdirSync(join(dir, "exports"))]).toEqual([]);
    expect(await prisma().interaction.count()).toBe(0);
  });

  it("goes with an export of the same age", async () => {
    const { file } = await exportTraining(new Date(), DEFAULT_TRAINING_FILTER, {});
    const old = new Date(Date.now() - 2 * 86_400_000);
    utimesSync(file, old, old);
    const keep = { interactions: 0, uploads: 0, artifacts: 1 };
    expect(describeCleanUp(await previewCleanUp(keep))).toEqual([expect.stringMatching(/^1 written export /)]);
    expect(await cleanUp(keep)).toMatchObject({ exports: { files: 1 } });
    expect(readdirSync(join(dir, "exports"))).toEqual([]);
  });
});
