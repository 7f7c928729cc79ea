import { describe, expect, it } from "vitest";
import { readLogQuestion } from "@/lib/engines/logs/questions";

describe("questions about a log", () => {
  it.each([
    ["What failed?", { kind: "analyze" }],
    ["summarise", { kind: "analyze" }],
    ["Analyse this log", { kind: "analyze" }],
    ["What is the root cause?", { kind: "root-cause" }],
    ["why did it fail", { kind: "root-cause" }],
    ["Which transactions failed?", { kind: "transactions", outcome: "failed" }],
    ["how many orders went through", { kind: "transactions", outcome: "ok" }],
    ["list all requests", { kind: "transactions", outcome: "all" }],
    ["show the errors from the payment service", { kind: "failures", filter: { place: "payment" } }],
    ["list the timeouts errors", { kind: "failures", filter: { category: "timeout" } }],
    ["what happened between 10:02 and 10:05?", { kind: "events", filter: { from: "10:02", to: "10:05" } }],
    ["what happened between 9:02 and 9:05?", { kind: "events", filter: { from: "09:02", to: "09:05" } }],
    ['show lines containing "pool"', { kind: "events", filter: { text: "pool" } }],
    ["show warnings", { kind: "events", filter: { level: "warn" } }],
    ["how often did this happen per minute?", { kind: "rate", per: "minute", failuresOnly: true }],
    ["errors per hour", { kind: "rate", per: "hour", failuresOnly: true }],
    ["lines per second", { kind: "rate", per: "second", failuresOnly: false }],
    ["what happened to SB-45323?", { kind: "transaction", id: "SB-45323" }],
    ["follow 7F51904015DF5BB5A1C4FCE38DA988F7", { kind: "transaction", id: "7F51904015DF5BB5A1C4FCE38DA988F7" }],
    ["what should I do?", { kind: "recommendations" }],
    ["which components failed?", { kind: "components" }],
    ["how many errors are there", { kind: "failures" }],
    ["how many lines", { kind: "counts" }],
    ["most frequent messages", { kind: "templates", failuresOnly: false }],
    ["Show the warnings", { kind: "events", filter: { level: "warn" } }],
    ["How many lines per minute?", { kind: "rate", per: "minute", failuresOnly: false }],
    ["how many lines are there", { kind: "counts" }],
    ["how long did it take", { kind: "span", asks: "length" }],
    ["when did it start", { kind: "span", asks: "start" }],
    ["when did it end?", { kind: "span", asks: "end" }],
    ["first error", { kind: "failures", pick: "first" }],
    ["show me the very last error", { kind: "failures", pick: "last" }],
    ["what failed first", { kind: "failures", pick: "first" }],
    ["when did it fail", { kind: "failures", pick: "first" }],
    ["last warning", { kind: "events", pick: "last", filter: { level: "warn" } }],
    ["what is the last line", { kind: "events", pick: "last" }],
    ["which components are working", { kind: "components" }],
    ["how do I fix it", { kind: "recommendations" }],
    ["how can this be fixed", { kind: "recommendations" }],
    ["which component failed", { kind: "components" }],
    ["is it fixed now", { kind: "aftermath" }],
    ["did it recover", { kind: "aftermath" }],
    ["is it still failing", { kind: "aftermath" }],
    ["what happened afterwards", { kind: "aftermath" }],
    ["what does it mean", { kind: "root-cause" }],
    ["where did it fail", { kind: "root-cause" }],
    ["show lines around 12", { kind: "events", filter: { fromLine: 7, toLine: 17 } }],
    ["what is on line 3", { kind: "events", filter: { fromLine: 1, toLine: 8 } }],
    ["show lines 10 to 20", { kind: "events", filter: { fromLine: 10, toLine: 20 } }],
    ["lines 10-20", { kind: "events", filter: { fromLine: 10, toLine: 20 } }],
    ["what is this log about", { kind: "analyze" }],
    ["what happened after line 12", { kind: "events", filter: { fromLine: 13, toLine: null } }],
    ["show lines around 10:02", { kind: "events", filter: { from: "10:02", fromLine: null } }],
    ["what happened after 10:05", { kind: "events", filter: { from: "10:05" } }],
    ["what was affected", { kind: "transactions", outcome: "failed" }],
    ["What are the most frequent templates?", { kind: "templates", failuresOnly: false }],
  ])("understands %s", (text, expected) => {
    expect(readLogQuestion(text)?.request).toMatchObject(expected);
  });

  it("takes several first errors for a list", () => {
    expect(readLogQuestion("the first 5 errors")?.request).not.toHaveProperty("pick");
  });

  it("does not tell the start of the log for that of a part of it", () => {
    expect(readLogQuestion("when did the payment service start")).toBeNull();
  });

  it.each(["", "hello", "🙂🙂", "best selling product"])("understands nothing in %j, so that the app asks back", (text) => {
    expect(readLogQuestion(text)).toBeNull();
  });
});
