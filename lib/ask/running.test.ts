import { expect, it } from "vitest";
import { ID_TAKEN } from "@/lib/ask/save-turn";
import { askStoppable } from "@/lib/ask/wiring";
import { askInput, fakeAskDeps } from "@/lib/ask/wiring.fake";
import { isRunning, startRunning, stopRunning } from "@/lib/ask/running";

it("lets nobody start a question under the id of one that runs, so that that one can still be stopped", () => {
  const first = startRunning("a");
  expect(startRunning("a")).toBeNull();
  expect(isRunning("a")).toBe(true);
  expect(stopRunning("a")).toBe(true);
  expect(first?.signal.aborted).toBe(true);
  first?.end();
  expect([isRunning("a"), stopRunning("a")]).toEqual([false, false]);
  const again = startRunning("a");
  expect(again?.signal.aborted).toBe(false);
  again?.end();
});

it("stops a question whose asker is gone", () => {
  const gone = new AbortController();
  const running = startRunning("b", gone.signal);
  gone.abort();
  expect(running?.signal.aborted).toBe(true);
  running?.end();
});

it("asks nothing by the id of a question that runs, which goes on and can be stopped", async () => {
  const input = askInput("hang", { interactionId: crypto.randomUUID() });
  const id = input.interactionId ?? "";
  const asked = (): ReturnType<typeof askStoppable> => askStoppable(input, undefined, (signal) => fakeAskDeps(signal).deps);
  const first = asked();
  const seen = [await first.next(), await first.next(), await first.next()].map(({ value }) => value?.type);
  expect(seen).toEqual(["opened", "routed", "planned"]);
  const retry = [];
  for await (const event of asked()) retry.push(event);
  expect(retry).toEqual([ID_TAKEN]);
  expect(isRunning(id)).toBe(true);
  expect(stopRunning(id)).toBe(true);
  expect(await first.next()).toMatchObject({ done: true });
  expect(isRunning(id)).toBe(false);
});
