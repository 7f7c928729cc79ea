import { describe, expect, it } from "vitest";
import { holdsPersonalData, isMarkedTest, partOfFamily } from "@/lib/learning/evidence/dataset";

describe("partOfFamily", () => {
  it("holds out about the share asked for, the same families every time", () => {
    const heldOut = () => Array.from({ length: 400 }, (_, at) => `SELECT ${at}`).filter((family) => partOfFamily(family) === "held_out");
    expect(heldOut()).toEqual(heldOut());
    expect(heldOut().length / 400).toBeGreaterThan(0.14);
    expect(heldOut().length / 400).toBeLessThan(0.26);
  });
});

describe("isMarkedTest", () => {
  it.each([{ role: "test-run" }, { module: "test" }, { tab: "e2e" }])("knows a test by its tag %j", (context) =>
    expect(isMarkedTest(context)).toBe(true),
  );
  it.each([{}, { role: "owner", module: "sales", tab: "latest" }])("takes %j for a person's", (context) =>
    expect(isMarkedTest(context)).toBe(false),
  );
});

describe("holdsPersonalData", () => {
  it.each(["ada@example.org", "call +49 170 1234567", "card 4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00"])("sees %s", (text) =>
    expect(holdsPersonalData(text)).toBe(true),
  );
  it.each(["1,234,567.89 in revenue", "from 2026-11-01 to 2026-11-18 15:30:00", "12 orders", "BDT 4,500.00"])(
    "does not see it in %s",
    (text) => expect(holdsPersonalData(text)).toBe(false),
  );
});
