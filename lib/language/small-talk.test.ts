import { describe, expect, it } from "vitest";
import { findSmallTalk, replyTo } from "@/lib/language/small-talk";

describe("findSmallTalk", () => {
  it.each([
    ["hi", "greeting"],
    ["Hello there!", "greeting"],
    ["Good morning 👋", "greeting"],
    ["thank you so much", "thanks"],
    ["ok thanks", "thanks"],
    ["great", "thanks"],
    ["bye", "goodbye"],
    ["What can I ask?", "help"],
    ["help", "help"],
    ["What can you tell me about my shop?", "help"],
    ["what do you know", "help"],
    ["how do I use this", "help"],
    ["¡Hola!", "greeting"],
    ["muchas gracias", "thanks"],
    ["ধন্যবাদ", "thanks"],
    ["সাহায্য", "help"],
  ] as const)("hears %s as %s", (text, talk) => {
    expect(findSmallTalk(text)).toBe(talk);
  });

  it.each([
    "hi, how many orders today?",
    "thanks, and last month?",
    "help desk tickets by city",
    "great customers",
    "what can you tell me about Dhaka",
    "this month",
    "",
    "👋",
    "who are they?",
  ])("leaves “%s” to the engines, because it may ask something", (text) => {
    expect(findSmallTalk(text)).toBeNull();
  });

  it("replies in the language of the message", () => {
    expect(replyTo("greeting", [], "es")).toMatch(/^Hola\./);
    expect(replyTo("thanks", [], "bn")).toMatch(/\p{Script=Bengali}/u);
  });

  it("says in every reply but a thank-you or goodbye what can be asked", () => {
    for (const talk of ["greeting", "help"] as const)
      expect(replyTo(talk, ["How many orders today?"])).toContain("“How many orders today?”");
  });
});
