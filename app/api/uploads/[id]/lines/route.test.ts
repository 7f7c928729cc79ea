import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { GET } from "@/app/api/uploads/[id]/lines/route";
import { addUpload } from "@/lib/ask/files.fs";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";

testApp();

const LOG = "2026-06-02 10:01:59 INFO shop.Door : basket answered\n".repeat(50);

/** The reply to a search in a log that was dropped in. */
async function search(log: Buffer, signal?: AbortSignal): Promise<Response> {
  const added = await addUpload(new Blob([Uint8Array.from(log)]).stream(), "a.log");
  if (!added.ok || added.value.kind !== "log") throw new Error("not kept");
  const request = new Request("http://localhost:3000/api/uploads/x/lines?count=2", { headers: { host: "localhost:3000" }, signal });
  return GET(request, { params: Promise.resolve({ id: added.value.id }) });
}

it("gives a slice of a log", async () => {
  const reply = await search(gzipSync(LOG));
  expect([reply.status, await reply.json()]).toMatchObject([200, { lines: [{ line: 1 }, { line: 2 }], next: 3 }]);
});

it("says what is wrong with an archive that is not whole", async () => {
  const reply = await search(gzipSync(LOG).subarray(0, 60));
  expect([reply.status, await reply.json()]).toMatchObject([
    400,
    { error: { code: "bad-input", message: expect.stringContaining("complete archive") } },
  ]);
});

it("reads no further when nobody waits any more", async () => {
  expect((await search(Buffer.from(LOG), AbortSignal.abort())).status).toBe(499);
});
