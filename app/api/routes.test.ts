import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { prisma } from "@/lib/platform/client.prisma";

const dir = mkdtempSync(join(tmpdir(), "tellback-routes-"));
const logged: string[] = [];
beforeAll(() => {
  // An app database without its tables.
  vi.stubEnv("DATABASE_URL", `file:${join(dir, "tellback.sqlite")}`);
  vi.stubEnv("TELLBACK_DATA_DIR", dir);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => logged.push(String(text)) > 0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await prisma().$disconnect();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

it.each([
  ["GET", "chat/stats/route.ts", "chat/stats"],
  ["GET", "analytics/mlflow/[report]/route.ts", "analytics/mlflow/overview"],
  ["GET", "export/insights/route.ts", "export/insights?format=md"],
  ["GET", "export/report/route.ts", `export/report?interaction=${crypto.randomUUID()}`],
  ["GET", "export/rows/route.ts", `export/rows?interaction=${crypto.randomUUID()}`],
  ["GET", "2.0/mlflow/[...path]/route.ts", "2.0/mlflow/runs/get?run_id=a"],
  ["POST", "training/export/route.ts", "training/export"],
  ["POST", "ask/route.ts", "ask"],
  ["DELETE", "uploads/route.ts", "uploads?olderThanDays=0"],
  ["DELETE", "uploads/[id]/route.ts", "uploads/a"],
  ["GET", "uploads/[id]/lines/route.ts", "uploads/a/lines"],
])("%s by %s says in the form of all errors that it broke, and logs why", { timeout: 60_000 }, async (method, file, address) => {
  const route: Record<string, (request: Request, context: object) => Promise<Response>> = await import(`../../app/api/${file}`);
  const body = method === "POST" ? { body: JSON.stringify({ question: "q", conversationId: crypto.randomUUID() }) } : {};
  const request = new Request(`http://localhost:3000/api/${address}`, { method, headers: { host: "localhost:3000" }, ...body });
  const params = { id: "a", report: "overview", path: ["runs", "get"] };
  logged.length = 0;
  const response = await route[method]!(request, { params: Promise.resolve(params) });
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ error: { code: "internal", message: expect.stringContaining("Send it again") } });
  expect(logged.join("")).toContain(`${method} /api/${address.split("?")[0]}`);
});
