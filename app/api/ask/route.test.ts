import { expect, it } from "vitest";
import { POST } from "@/app/api/ask/route";
import { startRunning } from "@/lib/ask/running";
import { interactionStore } from "@/lib/ask/wiring-parts";
import { startInteraction } from "@/lib/interactions/interaction";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";

testApp();

const post = (interactionId: string, accept: string, context = {}): Promise<Response> =>
  POST(
    new Request("http://localhost:3000/api/ask", {
      method: "POST",
      headers: { host: "localhost:3000", accept, "content-type": "application/json" },
      body: JSON.stringify({ question: "How many orders today?", interactionId, context }),
    }),
  );

it.each(["application/json", "application/x-ndjson"])("answers 409 to an id that is running or was asked, as %s", async (accept) => {
  const [running, saved] = [crypto.randomUUID(), crypto.randomUUID()];
  const started = startRunning(running);
  const opened = { id: saved, conversationId: crypto.randomUUID(), question: "q", askedAt: "2026-11-18T09:30:00.000Z", uploadId: null };
  await interactionStore().open(startInteraction(opened), "q");
  for (const id of [running, saved]) {
    const response = await post(id, accept);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: { code: "id-taken", message: expect.stringContaining("interactionId") } });
  }
  expect(started?.signal.aborted).toBe(false);
  started?.end();
});

it.each([
  [{}, "api"],
  [{ module: "" }, "api"],
  [{ module: "till" }, "till"],
])("keeps what a program asks with %j out of the history", async (context, module) => {
  const id = crypto.randomUUID();
  expect((await post(id, "application/json", context)).status).toBe(200);
  const row = await interactionStore().get(id);
  expect(row?.context).toEqual({ module });
  expect((await interactionStore().conversations(100)).map((info) => info.id)).not.toContain(row?.conversationId);
});
