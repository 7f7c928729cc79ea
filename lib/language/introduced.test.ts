import { expect, it } from "vitest";
import { nameTheMeant } from "@/lib/language/introduced";

it.each([
  ["Ann Lee is on the phone. Which bikes does she have?", "Which bikes does Ann Lee have?"],
  ["I have Ann Lee here in front of me, can you show me all her bikes", "can you show me Ann Lee's bikes"],
  ["I've got Bo van Dam at the counter - when did he last pay", "when did Bo van Dam last pay"],
  ["Ann Lee is here and wants to know when her lease ends", "when Ann Lee's lease ends"],
  ["Ann Lee wants to know how much is left on each of her accounts", "how much is left on each of Ann Lee's accounts"],
  ["Ann Lee - number of cases she looks after", "number of cases Ann Lee looks after"],
  ["Dr. Roe, what's on her list for tomorrow", "what's on Dr. Roe's list for tomorrow"],
  ["Ann Lee is here. Which cards does she have and when do they expire?", "Which cards does Ann Lee have and when do they expire?"],
  ["Ann Lee: which cars did we rent to her", "which cars did we rent to Ann Lee"],
])("%s", (text, meant) => expect(nameTheMeant(text)).toBe(meant));

it.each([
  "Which members never sold their shares?",
  "Ann Lee: how many cars are there",
  "Show me customers and their accounts",
  "Orders in May, with their customers",
  "Employees who like their manager",
])("leaves %j", (text) => expect(nameTheMeant(text)).toBe(text));
