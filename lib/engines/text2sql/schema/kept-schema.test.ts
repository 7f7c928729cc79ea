import { describe, expect, it } from "vitest";
import { KeptSchema } from "@/lib/engines/text2sql/schema/kept-schema";
import { deriveSchema } from "@/lib/engines/text2sql/schema/derive-schema";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { err, ok, type Result } from "@/lib/platform/result";
import type { RunError } from "@/lib/query/runner";

function fake() {
  const state = { now: 1_000_000, signature: "a", isAway: false, reads: 0, looks: 0 };
  const away: Result<never, RunError> = err({ code: "unavailable", message: "The database server does not answer." });
  const kept = new KeptSchema({
    now: () => state.now,
    signature: async () => {
      state.looks += 1;
      return state.isAway ? away : ok(state.signature);
    },
    read: async (): Promise<Result<Schema, RunError>> => {
      state.reads += 1;
      return state.isAway ? away : ok(deriveSchema([], `${state.signature}${state.reads}`));
    },
  });
  const hash = async (): Promise<string> => {
    const found = await kept.current();
    return found.ok ? found.value.hash : found.error.code;
  };
  return { state, hash };
}

describe("KeptSchema", () => {
  it("reads once for many questions at once, and looks for changes only every ten seconds", async () => {
    const { state, hash } = fake();
    expect(await Promise.all([hash(), hash(), hash()])).toEqual(["a1", "a1", "a1"]);
    state.now += 9_000;
    expect(await hash()).toBe("a1");
    expect([state.reads, state.looks]).toEqual([1, 1]);
    state.now += 2_000;
    expect(await hash()).toBe("a1");
    expect([state.reads, state.looks]).toEqual([1, 2]);
  });

  it("reads again when the signature has changed", async () => {
    const { state, hash } = fake();
    await hash();
    state.signature = "b";
    state.now += 10_000;
    expect(await hash()).toBe("b2");
  });

  it("answers at once that a database is away, looks for it behind that, and finds it again", async () => {
    const { state, hash } = fake();
    state.isAway = true;
    expect(await hash()).toBe("unavailable");
    state.isAway = false;
    expect(await hash()).toBe("unavailable");
    expect(state.looks).toBe(1);
    state.now += 10_000;
    expect(await hash()).toBe("unavailable");
    await Promise.resolve();
    await expect.poll(hash).toBe("a1");
  });
});
