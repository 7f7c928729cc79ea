import { expect, it } from "vitest";
import { oncePer } from "@/lib/platform/once-per";

it("makes a thing once for each object, also where it is nothing", () => {
  const asked: string[] = [];
  const lengthOf = oncePer(({ name }: { readonly name: string }) => {
    asked.push(name);
    return name.length > 0 ? name.length : undefined;
  });
  const [one, same, none] = [{ name: "one" }, { name: "one" }, { name: "" }];
  expect([one, one, same, none, none].map(lengthOf)).toEqual([3, 3, 3, undefined, undefined]);
  expect(asked).toEqual(["one", "one", ""]);
});
