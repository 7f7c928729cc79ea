import { describe, expect, it } from "vitest";
import { runOn } from "@/lib/ask/run-on";

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

async function* steps(seen: string[], fails = false): AsyncGenerator<string> {
  for (const step of ["opened", "planned", "answered"]) {
    await soon();
    seen.push(step);
    yield step;
  }
  if (fails) throw new Error("broken");
}

describe("runOn", () => {
  it("passes everything on in order, and says when it has ended", async () => {
    const ends: unknown[] = [];
    const got: string[] = [];
    for await (const step of runOn(steps([]), (cause) => ends.push(cause))) got.push(step);
    expect(got).toEqual(["opened", "planned", "answered"]);
    expect(ends).toEqual([null]);
  });

  it("goes on to the end when the one who follows leaves", async () => {
    const seen: string[] = [];
    const ended = await new Promise((resolve) => {
      const events = runOn(steps(seen), resolve);
      void events.next().then(() => events.return(undefined));
    });
    expect(seen).toEqual(["opened", "planned", "answered"]);
    expect(ended).toBeNull();
  });

  it("tells one who follows what broke, after all that came before", async () => {
    const got: string[] = [];
    const follow = async () => {
      for await (const step of runOn(steps([], true), () => {})) got.push(step);
    };
    await expect(follow()).rejects.toThrow("broken");
    expect(got).toEqual(["opened", "planned", "answered"]);
  });
});
