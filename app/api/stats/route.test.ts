import { beforeEach, expect, it, vi } from "vitest";
import { GET } from "@/app/api/stats/route";
import { loadConversations, loadStats, onDatabaseChange } from "@/lib/ask/load.prisma";
import type { Stats } from "@/lib/metrics/stats";

vi.mock("@/lib/platform/build-id.fs", () => ({ buildId: () => "b1" }));
vi.mock("@/lib/ask/load.prisma", () => ({ loadStats: vi.fn(), loadConversations: vi.fn(), loadMarks: vi.fn(), onDatabaseChange: vi.fn() }));

let listeners: Set<() => void>;
const change = () => [...listeners].forEach((listener) => listener());
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

beforeEach(() => {
  vi.resetAllMocks();
  listeners = new Set();
  vi.mocked(onDatabaseChange).mockImplementation((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  });
  let version = 0;
  vi.mocked(loadStats).mockImplementation(async () => {
    const told: unknown = { version: (version += 1) };
    return told as Stats;
  });
  vi.mocked(loadConversations).mockResolvedValue([]);
});

/** A tab that follows the stats; `next` is what comes next. */
function follow(signal?: AbortSignal) {
  const reader = GET(new Request("http://localhost:3000/api/stats", { signal })).then(({ body }) => body!.getReader());
  const next = async () => {
    const { value } = await (await reader).read();
    return value === undefined ? null : new TextDecoder().decode(value);
  };
  return { next, leave: async () => (await reader).cancel() };
}

it("tells which build runs, the stats at once and after every change, the history only when it changed", async () => {
  const { next } = follow();
  expect(await next()).toBe('event: build\ndata: "b1"\n\nevent: stats\ndata: {"version":1}\n\nevent: conversations\ndata: []\n\n');
  change();
  expect(await next()).toBe('event: stats\ndata: {"version":2}\n\n');
});

it("reads nothing more for a tab that takes nothing, and then tells it the latest", async () => {
  const { next } = follow();
  expect(await next()).toContain('{"version":1}');
  for (let time = 0; time < 20; time += 1) {
    change();
    await settled();
  }
  // One that waits to be taken.
  expect(loadStats).toHaveBeenCalledTimes(2);
  expect(await next()).toContain('{"version":2}');
  expect(await next()).toContain('{"version":3}');
});

it("ends when the stats cannot be read, so that the tab asks again", async () => {
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  vi.mocked(loadStats).mockRejectedValue(new Error("no disk"));
  expect(await follow().next()).toBeNull();
  expect(listeners.size).toBe(0);
  expect(String(told.mock.calls[0]?.[0])).toContain("The stats could not be read");
  told.mockRestore();
});

it("stops watching when the tab is closed", async () => {
  const gone = new AbortController();
  const tabs = [follow(), follow(gone.signal)];
  await Promise.all(tabs.map(({ next }) => next()));
  expect(listeners.size).toBe(2);
  gone.abort();
  expect(listeners.size).toBe(1);
  await tabs[0]?.leave();
  expect(listeners.size).toBe(0);
});

it.each(["SIGINT", "SIGTERM"] as const)(
  "ends for every tab at %s, since the server waits for open answers before it stops",
  async (signal) => {
    const tabs = [follow(), follow()];
    await Promise.all(tabs.map(({ next }) => next()));
    const ends = Promise.all(tabs.map(({ next }) => next()));
    process.emit(signal, signal);
    expect(await ends).toEqual([null, null]);
    expect(listeners.size).toBe(0);
  },
);
