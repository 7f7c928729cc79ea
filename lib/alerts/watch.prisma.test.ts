import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createTcp, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { PrismaClient } from "@/prisma/client/client";
import { AlertRuleInput, defaultRules } from "@/lib/alerts/rules";
import {
  checkAlerts,
  muteAlerts,
  queueReport,
  readRules,
  sendDue,
  unmuteAlerts,
  unmuteRule,
  type AlertSettings,
} from "@/lib/alerts/watch.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const NOW = new Date("2026-11-18T12:00:00Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
let dir = "";
let db: PrismaClient;
let hook: Server;
let received: { path: string; body: string; signature: string | undefined }[] = [];
let answer = 200;
let settings: AlertSettings;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "tellback-alerts-"));
  migrate(`file:${join(dir, "app.sqlite")}`, "prisma/migrations");
  db = openPrisma(`file:${join(dir, "app.sqlite")}`);
  await db.conversation.create({ data: { id: "c", title: "t" } });
  received = [];
  answer = 200;
  hook = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += String(piece)));
    request.on("end", () => {
      const signature = request.headers["x-tellback-signature"];
      received.push({ path: request.url ?? "", body, signature: typeof signature === "string" ? signature : undefined });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((done) => hook.listen(0, "127.0.0.1", done));
  settings = {
    targets: { webhook: `http://127.0.0.1:${portOf(hook)}/hook`, secret: "a secret word" },
    rules: defaultRules({ success: 0.9, satisfaction: 0.7, responseMs: 10_000 }),
    url: "http://127.0.0.1:3000",
  };
});
afterEach(async () => {
  hook.close();
  await db.$disconnect();
  rmSync(dir, { recursive: true, force: true });
});

function portOf(server: Server | TcpServer): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function answers(count: number, outcome: string, askedAt = later(-3600), totalMs = 50): Promise<void> {
  await db.interaction.createMany({
    data: Array.from({ length: count }, () => ({ id: crypto.randomUUID(), conversationId: "c", question: "q", askedAt, outcome, totalMs })),
  });
}

const statuses = () =>
  received.map(({ body }) => {
    const { status, rule } = JSON.parse(body) as { status: string; rule: string };
    return `${rule} ${status}`;
  });

describe("alerts", () => {
  it("call no rate bad from 19 answers, but tell that failures rise", async () => {
    await answers(19, "failed", later(-86_000));
    expect(await checkAlerts(db, settings, NOW)).toBe(1);
    await sendDue(db, settings.targets, NOW);
    expect(statuses()).toEqual(["failures-rising broken"]);
  });

  it("tell a breach once, signed, with a link to the rows, and once that it is over", async () => {
    await answers(30, "answered");
    await answers(9, "refused");
    for (let check = 0; check < 5; check += 1) {
      await checkAlerts(db, settings, later(check * 30));
      await sendDue(db, settings.targets, later(check * 30));
    }
    expect(statuses()).toEqual(["success broken"]);
    const [first] = received;
    expect(JSON.parse(first?.body ?? "")).toMatchObject({
      finding: "Success is 76.9 % in the last 24 hours (30 of 39), under 90 %.",
      link: "http://127.0.0.1:3000/insights?period=7d&outcome=unsuccessful",
    });
    expect(first?.signature).toBe(
      `sha256=${createHmac("sha256", "a secret word")
        .update(first?.body ?? "")
        .digest("hex")}`,
    );
    await answers(200, "answered", later(200));
    await checkAlerts(db, settings, later(300));
    await sendDue(db, settings.targets, later(300));
    expect(statuses()).toEqual(["success broken", "success resolved"]);
  });

  it("try again, ever later, until the webhook takes it", async () => {
    await answers(30, "failed");
    answer = 500;
    await checkAlerts(db, settings, NOW);
    let tries = 0;
    for (let second = 0; second < 40; second += 1) {
      if (second === 30) answer = 200;
      await sendDue(db, settings.targets, later(second));
      tries = received.length;
    }
    expect(tries).toBeLessThanOrEqual(12);
    expect(await db.alertMessage.count()).toBe(0);
  });

  it("are given up after 50 tries, and the log tells of it", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => told.mockRestore());
    await answers(30, "failed");
    answer = 500;
    await checkAlerts(db, settings, NOW);
    const waiting = await db.alertMessage.count();
    await db.alertMessage.updateMany({ data: { attempts: 48 } });
    await sendDue(db, settings.targets, NOW);
    expect([await db.alertMessage.count(), told.mock.calls]).toEqual([waiting, []]);
    await sendDue(db, settings.targets, later(3600));
    expect([await db.alertMessage.count(), told.mock.calls.length]).toEqual([0, waiting]);
    expect(String(told.mock.calls[0]?.[0])).toMatch(/127\.0\.0\.1:\d+ answered 500.*An alert by webhook was given up after 50 tries/);
  });

  it("are silent while muted, and do not tell afterwards what came meanwhile", async () => {
    await answers(30, "refused");
    await muteAlerts(db, later(3600));
    expect(await checkAlerts(db, settings, NOW)).toBe(0);
    await unmuteAlerts(db);
    expect(await checkAlerts(db, settings, later(60))).toBe(0);
    await answers(400, "answered", later(100));
    expect(await checkAlerts(db, settings, later(200))).toBe(1);
  });

  const muted = async () => {
    const rules = await readRules(db, settings.rules, NOW);
    return rules.flatMap(({ name, mutedUntil }) => (mutedUntil === null ? [] : [`${name} ${mutedUntil.toISOString().slice(11, 16)}`]));
  };

  it("are all told again when all are unmuted, those muted by name too", async () => {
    await muteAlerts(db, later(7200), "success");
    await muteAlerts(db, later(3600));
    await unmuteAlerts(db);
    expect(await muted()).toEqual([]);
  });

  it("are told of one rule again while the others stay muted", async () => {
    await muteAlerts(db, later(3600));
    await muteAlerts(db, later(7200), "satisfaction");
    await unmuteRule(
      db,
      "success",
      settings.rules.map(({ name }) => name),
    );
    expect(await muted()).toEqual(["response-time 13:00", "satisfaction 14:00", "failures-rising 13:00"]);
  });

  it("tell of slow answers, of dissatisfaction with enough ratings, and of failures against last week", async () => {
    await answers(30, "answered", later(-100), 20_000);
    const rows = await db.interaction.findMany({ take: 10 });
    await db.rating.createMany({
      data: rows.map(({ id }, index) => ({ interactionId: id, userId: "u", value: index < 4 ? "up" : "down", reasons: [] })),
    });
    await checkAlerts(db, settings, NOW);
    await sendDue(db, settings.targets, NOW);
    expect(statuses().sort()).toEqual(["response-time broken", "satisfaction broken"]);
  });

  it("watch an own rule over its own rows, and mute one rule without the others", async () => {
    const own = AlertRuleInput.parse({
      name: "bank",
      figure: "success",
      below: 0.5,
      hours: 2,
      atLeast: 5,
      filter: { engine: "text2sql", source: "bank" },
    });
    const watching: AlertSettings = { ...settings, rules: [...settings.rules, own] };
    await answers(30, "answered");
    await db.interaction.createMany({
      data: Array.from({ length: 6 }, (_, index) => ({
        id: crypto.randomUUID(),
        conversationId: "c",
        question: "q",
        askedAt: later(-60),
        engine: "text2sql",
        source: index < 5 ? "bank" : "other",
        outcome: "failed",
      })),
    });
    await muteAlerts(db, later(3600), "bank");
    expect(await checkAlerts(db, watching, NOW)).toBe(1);
    await sendDue(db, settings.targets, NOW);
    expect(statuses()).toEqual(["success broken"]);
    expect((await readRules(db, watching.rules, NOW)).find(({ name }) => name === "bank")).toEqual({
      name: "bank",
      state: "broken",
      finding: "Success is 0 % in the last 2 hours for engine text2sql, source bank (0 of 5), under 50 %.",
      query: "period=7d&engine=text2sql&source=bank&outcome=unsuccessful",
      since: NOW,
      mutedUntil: later(3600),
    });
    expect((await readRules(db, watching.rules, later(7200 + 60))).find(({ name }) => name === "bank")).toMatchObject({
      state: "few",
      mutedUntil: null,
    });
  });

  it("go to Slack and by e-mail too", async () => {
    const mails: string[] = [];
    const smtp = smtpServer(mails);
    await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", done));
    const targets = { slack: `http://127.0.0.1:${portOf(hook)}/slack`, email: "ops@example.org", smtp: `smtp://127.0.0.1:${portOf(smtp)}` };
    await answers(30, "refused");
    expect(await checkAlerts(db, { ...settings, targets }, NOW)).toBe(2);
    expect(await sendDue(db, targets, NOW)).toBe(2);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({ text: expect.stringContaining("Tellback alert: Success is 0 %") });
    expect(mails.join("\n")).toMatch(/Subject: Alert: success[\s\S]*under 90 %/);
    await queueReport(
      db,
      targets,
      { finding: "30 questions.", link: "http://127.0.0.1:3000/insights", name: "week.html", html: "<h1>Report</h1>" },
      NOW,
    );
    expect(await sendDue(db, targets, NOW)).toBe(2);
    expect(JSON.parse(received[1]?.body ?? "")).toEqual({ text: "Tellback report: 30 questions.\nhttp://127.0.0.1:3000/insights" });
    expect(mails.at(-1)).toMatch(
      /Subject: Report: week[\s\S]*30 questions[\s\S]*filename=week.html[\s\S]*(<h1>Report<\/h1>|PGgxPlJlcG9ydDwvaDE\+)/,
    );
    smtp.close();
  });
});

/** As much SMTP as one message needs. */
function smtpServer(mails: string[]): TcpServer {
  return createTcp((socket) => {
    let reading = false;
    let mail = "";
    let rest = "";
    socket.write("220 test\r\n");
    socket.on("data", (piece) => {
      const lines = (rest + piece.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (reading && line !== ".") mail += `${line}\n`;
        else if (reading) {
          mails.push(mail.replaceAll("=\n", ""));
          reading = false;
          socket.write("250 taken\r\n");
        } else if (line.startsWith("DATA")) {
          reading = true;
          socket.write("354 go on\r\n");
        } else if (line.startsWith("QUIT")) socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      }
    });
    socket.on("error", () => socket.destroy());
  });
}
