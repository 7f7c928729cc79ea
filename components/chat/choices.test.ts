import { describe, expect, it } from "vitest";
import { choicesFrom, placesFor } from "@/components/chat/choices";
import type { Catalog } from "@/lib/ask/catalog";

const source = (id: string, engine: "shop" | "text2sql", problem: string | null = null) => ({
  id,
  engine,
  name: id,
  summary: "",
  currency: null,
  problem,
});
const CATALOG: Catalog = {
  sources: [source("shop", "shop"), source("bank", "text2sql"), source("broken", "text2sql", "not a database")],
  reading: [],
  shops: [{ id: 13, name: "Shop 13", currency: "BDT" }],
  suggestions: [],
  samples: [],
};

describe("choicesFrom", () => {
  it.each([
    ["nothing chosen leaves everything to the app", { engine: "auto", place: "" }, { engine: "auto", source: null, shopId: null }],
    ["a shop is sent by its number", { engine: "shop", place: "shop:13" }, { engine: "shop", source: null, shopId: 13 }],
    ["a database is sent by its id", { engine: "auto", place: "source:bank" }, { engine: "auto", source: "bank", shopId: null }],
    ["a shop is no place of the data engine", { engine: "text2sql", place: "shop:13" }, { engine: "text2sql", source: null, shopId: null }],
    ["logs have no place", { engine: "logs", place: "source:bank" }, { engine: "logs", source: null, shopId: null }],
    [
      "a remembered database that was deleted counts as not chosen",
      { engine: "auto", place: "source:gone" },
      { engine: "auto", source: null, shopId: null },
    ],
    [
      "a database that cannot be opened is not sent",
      { engine: "auto", place: "source:broken" },
      { engine: "auto", source: null, shopId: null },
    ],
    [
      "a remembered engine that no longer exists is auto",
      { engine: "oracle", place: "shop:13" },
      { engine: "auto", source: null, shopId: 13 },
    ],
  ])("%s", (_why, picked, choices) => {
    expect(choicesFrom(picked, CATALOG, "u1")).toEqual({ ...choices, uploadId: "u1" });
  });
});

describe("placesFor", () => {
  it("offers no empty group", () => {
    expect(placesFor("auto", { ...CATALOG, shops: [] }).map((group) => group.label)).toEqual(["Databases"]);
    expect(placesFor("logs", CATALOG)).toEqual([]);
  });
});
