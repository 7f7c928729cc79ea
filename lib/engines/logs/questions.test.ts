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
    ["What are the most frequent templates?", { kind: "templates", failuresOnly: false }],
  ])("understands %s", (text, expected) => {
    expect(readLogQuestion(text)?.request).toMatchObject(expected);
  });

  it.each(["", "hello", "🙂🙂", "best selling product"])("understands nothing in %j, so that the app asks back", (text) => {
    expect(readLogQuestion(text)).toBeNull();
  });
});
