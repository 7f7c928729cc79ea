import { expect, it } from "vitest";
import { withoutChatter, withoutOpening } from "@/lib/language/chatter";

it.each([
  ["good morning, revenue in the morning", "revenue in the morning"],
  ["morning! how did we do yesterday", "how did we do yesterday"],
  ["Hi there Tellback, sorry to bother you again but which city sells most?", "which city sells most?"],
  ["sorry quick question, whats the price of tea?", "whats the price of tea?"],
  ["one last thing: refunds", "refunds"],
  ["could you work out for me what we sold", "what we sold"],
  ["can you please tell me how many orders, if possible", "how many orders"],
  ["just wondering if you could tell me how many clients we have, thanks!", "how many clients we have"],
  ["ok thanks! and now without Karim please, sorry", "and now without Karim"],
  ["great, and in september?", "and in september?"],
  ["oh nice. where are they from", "where are they from"],
  ["stock of tea when you get a minute :)", "stock of tea"],
  ["unpaid loans?? need it urgently for the board meeting", "unpaid loans"],
  ["what was our revenue last month again?", "what was our revenue last month"],
])("takes the chatter off %j", (text, plain) => expect(withoutChatter(text)).toBe(plain));

it.each([
  "hi",
  "ok thanks",
  "morning orders",
  "good sellers last month",
  "the last one",
  "second order of Karim",
  "no sorry, i meant units",
  "how many customers ordered again",
  "show me the orders",
  "so many orders",
  "tell me about our customers",
  "quick wash powder",
  "and?",
])("leaves %j as it is", (text) => expect(withoutChatter(text)).toBe(text));

it.each([
  ["Hi all, sorry to bother you - quick question: who is here right now?", "who is here right now?"],
  ["hey! how's business going", "how's business going"],
  ["which members joined again", "which members joined again"],
])("takes only what stands before %j", (text, plain) => expect(withoutOpening(text)).toBe(plain));
