import { parseArgs } from "node:util";
import { readQueryReport } from "@/lib/ask/report.prisma";
import { askDeps } from "@/lib/ask/wiring";
import { env, loadShops, registry } from "@/lib/ask/wiring-parts";
import { makeQuestions, type ShopNames } from "@/lib/collect/question-set";
import { askAll, checkRun, type Asked, type Checked } from "@/lib/collect/run";
import { shopNames } from "@/lib/engines/shop/engine";
import { printReport } from "@/lib/metrics/query-report-text";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE = "usage: npm run collect -- [--count 500] [--seed collect] [--shop 13]";
const SHOWN = 10;

/** Asks generated questions through the app's own journey, saves them, and prints the report on them. */
async function collect(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { count: { type: "string", default: "500" }, seed: { type: "string", default: "collect" }, shop: { type: "string" } },
  });
  const count = Number(values.count);
  const shops = await loadShops();
  const shop = values.shop === undefined ? shops[0] : shops.find(({ id }) => id === Number(values.shop));
  if (!Number.isInteger(count) || count < 1 || count > 10_000 || !shop) {
    console.error(
      shop
        ? USAGE
        : `There is no such shop. The shops are ${shops.map(({ id }) => id).join(", ") || "not there; run npm run setup"}.\n${USAGE}`,
    );
    return 2;
  }
  migrate(env().DATABASE_URL, "prisma/migrations");
  const started = new Date();
  const asked: Asked[] = [];
  const questions = makeQuestions(count, values.seed, await namesOf(shop.id));
  for await (const one of askAll(questions, shop.id, askDeps(new AbortController().signal))) {
    asked.push(one);
    if (asked.length % 100 === 0) console.error(`${asked.length} of ${count} asked`);
  }
  console.log(printReport(await readQueryReport({ from: started })));
  console.log(`\n${describeCheck(checkRun(asked))}`);
  return 0;
}

/** Names of the shop's own records, for questions that hold them. */
async function namesOf(shopId: number): Promise<ShopNames> {
  const source = await registry().find("shop");
  if (!source) throw new Error("There is no shop database. Run npm run setup.");
  const vocabulary = await shopNames(shopId, registry().runner(source));
  if (!vocabulary.ok) throw new Error(`The shop's names cannot be read: ${vocabulary.error.code}`);
  const { cities, categories, products } = vocabulary.value;
  return {
    cities: cities.map(({ name }) => name),
    categories: categories.map(({ name }) => name),
    products: products.map(({ name }) => name),
  };
}

function describeCheck({ answerable, answered, unanswerable, kept, invented, missed }: Checked): string {
  const list = (title: string, all: readonly Asked[]): string[] =>
    all.length === 0
      ? []
      : [
          `${title}${all.length > SHOWN ? `, ${SHOWN} of ${all.length}` : ""}:`,
          ...all.slice(0, SHOWN).map(({ question, row }) => `    ${row.outcome}, ${question.kind}: “${question.text}”`),
        ];
  return [
    `Of ${answerable} questions that can be answered, ${answered} were. Of ${unanswerable} that cannot, ${kept} got no figure.`,
    ...list("Not answered", missed),
    ...list("Answered though they cannot be", invented),
  ].join("\n");
}

runCommand(collect);
