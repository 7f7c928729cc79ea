import { expect, it } from "vitest";
import { inTurn } from "@/lib/platform/in-turn";

it("runs what has the same key in turn, also after a failure, and lets other keys pass", async () => {
  const done: string[] = [];
  const run = inTurn();
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const task = (name: string, before?: Promise<void>) => async () => {
    await before;
    done.push(name);
    if (name === "bad") throw new Error(name);
    return name;
  };
  const first = run("a", task("bad", gate));
  const second = run("a", task("second"));
  expect(await run("b", task("other"))).toBe("other");
  open();
  await expect(first).rejects.toThrow("bad");
  expect(await second).toBe("second");
  expect(await run("a", task("third"))).toBe("third");
  expect(done).toEqual(["other", "bad", "second", "third"]);
});
