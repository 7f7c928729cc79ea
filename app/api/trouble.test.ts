import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { POST as rate } from "@/app/api/feedback/route";
import { POST as rateShop } from "@/app/api/mcp/feedback/route";
import { interactionStore } from "@/lib/ask/wiring-parts";
import { startInteraction } from "@/lib/interactions/interaction";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";
import { prisma } from "@/lib/platform/client.prisma";

testApp();
const id = crypto.randomUUID();
beforeAll(async () => {
  const opened = { id, conversationId: crypto.randomUUID(), question: "q", askedAt: "2026-11-18T09:30:00.000Z", uploadId: null };
  await interactionStore().open(startInteraction(opened), "q");
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterAll(() => void vi.restoreAllMocks());

const post = (body: unknown) =>
  new Request("http://localhost:3000/api/feedback", { method: "POST", headers: { host: "localhost:3000" }, body: JSON.stringify(body) });

describe("an app database that is read-only", () => {
  it.each([
    ["/api/feedback", () => rate(post({ interactionId: id, value: "up" }))],
    ["/api/mcp/feedback", () => rateShop(post({ interaction_id: id, user_feedback: "up" }))],
  ])("is told by %s as 503, in the form of all errors", async (_path, send) => {
    await prisma().$queryRawUnsafe("PRAGMA query_only = ON");
    const response = await send();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ error: { code: "unavailable", message: expect.stringContaining("could not be saved") } });
    await prisma().$queryRawUnsafe("PRAGMA query_only = OFF");
    expect((await send()).status).toBe(200);
  });
});

it("an app database that cannot be read is told by /api/health as 503", async () => {
  await prisma().$executeRawUnsafe(`ALTER TABLE "InteractionCount" RENAME TO "Gone"`);
  const response = await health();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: "unavailable", problem: expect.stringContaining("database cannot be read") });
});
