import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { askDeps } from "@/lib/ask/wiring";
import { loadCatalog, readHealth } from "@/lib/ask/load.prisma";
import { useZooApp } from "@/lib/ask/zoo-app.fixture.prisma";

useZooApp("zoo");

const sockets = new Set<Socket>();
/** A database server that takes connections and never says a word. */
const silent = createServer((socket) => sockets.add(socket.on("error", () => socket.destroy())));
beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  vi.stubEnv("TELLBACK_POSTGRES", `postgres://teller:pass@127.0.0.1:${port}/harbour`);
});
afterAll(() => {
  sockets.forEach((socket) => socket.destroy());
  silent.close();
});

it("shows the page, says which source is still being read and asks the others meanwhile", { timeout: 60_000 }, async () => {
  const asked = { text: "how many animals are there?", engine: "text2sql", uploadId: null, previous: [] } as const;
  const { route } = askDeps(new AbortController().signal);
  const { source } = (await route({ ...asked, source: "zoo" }, crypto.randomUUID())).route;
  expect(source).toBe("zoo");
  const { sources, reading, suggestions } = await loadCatalog();
  expect(reading).toEqual(["harbour"]);
  expect(sources.find(({ id }) => id === "harbour")).toMatchObject({ problem: null, summary: expect.stringMatching(/being read/) });
  expect(sources.find(({ id }) => id === "zoo")).toMatchObject({ problem: null, summary: expect.stringMatching(/animals/) });
  expect(new Set(suggestions.map((suggestion) => suggestion.source))).toEqual(new Set(["zoo"]));
  const health = await readHealth();
  expect(health.status).toBe("ok");
  expect(health.sources).toContainEqual({ id: "harbour", problem: "It is still being read." });
});
