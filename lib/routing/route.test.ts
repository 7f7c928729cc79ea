import { describe, expect, it } from "vitest";
import type { PreviousTurn } from "@/lib/engines/engine";
import { root } from "@/lib/language/words";
import { rootsOf } from "@/lib/routing/candidates.fixture";
import { chooseRoute, type Candidate, type RouteInput } from "@/lib/routing/route";

const candidates: readonly Candidate[] = [
  { engine: "shop", source: "shop", name: "Demo shop", roots: rootsOf("order revenue product customer city refund", "dhaka tea table") },
  {
    engine: "text2sql",
    source: "bank",
    name: "Demo bank",
    roots: rootsOf("loan account customer branch city balance term month last name", "savings mortgage"),
  },
  { engine: "text2sql", source: "zoo", name: "zoo.sqlite", roots: rootsOf("animal keeper species city", "otter zebra") },
];
const turn = (engine: PreviousTurn["engine"], source: string | null): PreviousTurn => ({
  question: "q",
  engine,
  source,
  plan: {},
  uploadId: null,
});
const routing = (text: string, more: Partial<RouteInput> = {}) =>
  chooseRoute({ text, engine: "auto", source: null, uploadId: null, previous: [], ...more }, candidates);
const route = (text: string, more: Partial<RouteInput> = {}) => routing(text, more).route;

describe("chooseRoute", () => {
  it.each<[string, string, Partial<RouteInput>, string]>([
    ["the source that knows the words", "total revenue", {}, "shop shop"],
    ["the one that is meant, though another has a column for months", "total revenue last month", {}, "shop shop"],
    ["another one", "how many loans are active", {}, "text2sql bank"],
    ["a value of a source", "heaviest otter", {}, "text2sql zoo"],
    ["a word that few know beats one that all know", "loans by city", {}, "text2sql bank"],
    ["a tie goes to the first source", "customers by city", {}, "shop shop"],
    ["a tie goes to the conversation's source", "customers by city", { previous: [turn("text2sql", "bank")] }, "text2sql bank"],
    ["a fragment stays in the conversation", "and by month?", { previous: [turn("text2sql", "bank")] }, "text2sql bank"],
    ["a new topic leaves it", "total revenue", { previous: [turn("text2sql", "bank")] }, "shop shop"],
    ["a new topic in another language leaves it too", "ingresos por mes este año", { previous: [turn("text2sql", "bank")] }, "shop shop"],
    ["a shop first in Spanish, though a database knows a word too", "loan de clientes", {}, "shop shop"],
    ["a shop first in Bengali, which no database reads", "loan কত", {}, "shop shop"],
    ["the conversation's source in Spanish, too", "clientes por ciudad", { previous: [turn("text2sql", "bank")] }, "text2sql bank"],
    ["another value stays in the conversation", "cities instead", { previous: [turn("text2sql", "bank")] }, "text2sql bank"],
    [
      "a count of what was shown stays in the conversation",
      "how many are there?",
      { previous: [turn("text2sql", "bank")] },
      "text2sql bank",
    ],
    ["words that nobody knows stay in the conversation", "what about quux", { previous: [turn("text2sql", "zoo")] }, "text2sql zoo"],
    ["words that nobody knows go to the first source", "what is the meaning of life", {}, "shop shop"],
    ["a database where its tables are asked for, which a shop does not tell", "what tables are there", {}, "text2sql bank"],
    [
      "the conversation's database where tables are asked for",
      "show me the tables",
      { previous: [turn("text2sql", "zoo")] },
      "text2sql zoo",
    ],
    ["the shop for what is not asked of tables", "what is there", {}, "shop shop"],
    ["a log at hand", "what failed?", { uploadId: "u" }, "logs null"],
    ["a follow-up on a log", "which transactions failed?", { previous: [turn("logs", null)] }, "logs null"],
    ["a shop question after a log", "total revenue", { previous: [turn("logs", null)] }, "shop shop"],
    ["the source that was chosen", "total revenue", { source: "bank" }, "text2sql bank"],
    ["the engine that was chosen, with its best source", "how many zebras", { engine: "text2sql" }, "text2sql zoo"],
    [
      "a follow-up on the engine that was chosen",
      "only those in Porto",
      { engine: "text2sql", previous: [turn("text2sql", "zoo")] },
      "text2sql zoo",
    ],
    ["the logs engine when chosen", "total revenue", { engine: "logs" }, "logs null"],
    ["an unknown source is left to the engine, which says so", "total revenue", { source: "nope", engine: "text2sql" }, "text2sql nope"],
  ])("takes %s: %s", (_name, text, more, expected) => {
    const { engine, source } = route(text, more);
    expect(`${engine} ${source}`).toBe(expected);
  });

  describe("with a choice learned from earlier questions", () => {
    const model = {
      rule: 4,
      places: { "shop shop": { bias: 0, words: { [root("shopper")]: 6, [root("loan")]: 1 } }, "text2sql bank": { bias: 0, words: {} } },
    };
    const learned = (text: string, more: Partial<RouteInput> = {}) =>
      chooseRoute({ text, engine: "auto", source: null, uploadId: null, previous: [], ...more }, candidates, {
        version: "router 1",
        model,
      }).route;

    it("takes the source that its words were for, and says so", () => {
      expect(learned("shoppers of the city", { previous: [turn("text2sql", "zoo")] })).toMatchObject({
        source: "shop",
        model: "router 1",
        because: [expect.stringContaining("earlier questions")],
      });
    });

    it.each<[string, string, Partial<RouteInput>]>([
      ["where it is not sure", "loans", {}],
      ["in a follow-up", "and the shoppers?", { previous: [turn("text2sql", "bank")] }],
      ["where a person chose", "shoppers", { source: "bank" }],
    ])("leaves it to the rules %s", (_name, text, more) => {
      expect(learned(text, more)).toMatchObject({ source: "bank" });
      expect(learned(text, more).model).toBeUndefined();
    });
  });

  it.each<[string, string, Partial<RouteInput>, readonly string[]]>([
    [
      "the other sources, those that know most of the words first",
      "revenue by loan balance and zebra keeper species",
      {},
      ["bank", "shop"],
    ],
    ["the others where a shop is asked first for its language", "loan কত", {}, ["bank", "zoo"]],
    ["every source where nobody knows the words", "what is the meaning of life", {}, ["bank", "zoo"]],
    ["nothing where a person chose", "total revenue", { source: "bank" }, []],
    ["nothing where the conversation goes on", "and by month?", { previous: [turn("text2sql", "bank")] }, []],
    ["the others where a conversation turns to something else", "total revenue", { previous: [turn("text2sql", "bank")] }, ["bank", "zoo"]],
  ])("names as second choice %s", (_name, text, more, sources) => {
    expect(routing(text, more).others.map(({ source }) => source)).toEqual(sources);
  });

  it("says which words decided", () => {
    expect(route("loan balance").because).toEqual(["Demo bank knows “loan”, “balance”"]);
  });
});
