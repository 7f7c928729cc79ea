import { expect, it } from "vitest";
import { addOlder, HISTORY_PAGE, renewHistory } from "@/lib/interactions/history";

/** Conversations by age, 0 the newest. */
const aged = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({
    id: `c${from + at}`,
    title: "",
    updatedAt: new Date(Date.UTC(2026, 0, 1) - (from + at) * 1000).toISOString(),
    count: 1,
  }));

it("keeps older conversations that were loaded when the latest are pushed", () => {
  const held = addOlder(aged(0, HISTORY_PAGE), aged(HISTORY_PAGE - 1, HISTORY_PAGE + 5));
  expect(held).toEqual(aged(0, HISTORY_PAGE + 5));
  expect(renewHistory(held, aged(0, HISTORY_PAGE))).toEqual(held);
});

it("takes the latest for all there are where they fill no page, so that one deleted in another tab goes", () => {
  expect(renewHistory(aged(0, 3), aged(0, 2))).toEqual(aged(0, 2));
  expect(renewHistory(aged(0, 1), [])).toEqual([]);
});
