import { describe, expect, it } from "vitest";
import { withProgress } from "@/lib/ask/with-progress";

async function collect<P, R>(steps: AsyncGenerator<P, R>): Promise<{ told: P[]; result: R }> {
  const told: P[] = [];
  for (;;) {
    const step = await steps.next();
    if (step.done) return { told, result: step.value };
    told.push(step.value);
  }
}
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("withProgress", () => {
  it("tells reports as they come, then hands on the result", async () => {
    const steps = withProgress<number, string>(async (report) => {
      for (const value of [1, 2, 3]) {
        report(value);
        await pause();
      }
      return "done";
    });
    expect(await collect(steps)).toEqual({ told: [1, 2, 3], result: "done" });
  });

  it("tells only the latest of reports that come at once", async () => {
    const steps = withProgress<number, string>(async (report) => {
      for (const value of [1, 2, 3]) report(value);
      return "done";
    });
    expect(await collect(steps)).toEqual({ told: [3], result: "done" });
  });

  it("hands on a task that reports nothing, and one that breaks", async () => {
    expect(await collect(withProgress(async () => 7))).toEqual({ told: [], result: 7 });
    await expect(
      collect(
        withProgress(async () => {
          throw new Error("broke");
        }),
      ),
    ).rejects.toThrow("broke");
  });
});
