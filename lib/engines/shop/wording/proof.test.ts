import { afterAll, describe, expect, it } from "vitest";
import type { Answer } from "@/lib/answers/answer";
import { findUnproven } from "@/lib/answers/proof";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { TOOL_SCHEMAS } from "@/lib/engines/shop/calls/calls";
import { DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";

const { engine, runner } = await openDemoShop();
afterAll(() => runner.close());

/** Every kind of answer, in the languages that it is worded in. */
const QUESTIONS: readonly string[] = [
  "how many orders last month",
  "products over 5000",
  "last order from Feni",
  "price of Doel Nimki 150 g",
  "who is customer 292",
  "orders by month this year",
  "orders by channel last month",
  "revenue last month",
  "gross profit by category last month",
  "average order value this year",
  "average orders per day last month",
  "top 5 products last month",
  "which city has the most orders",
  "best product in each channel last month",
  "orders with and without a coupon last month",
  "new against returning customers by month this year",
  "highest margin products",
  "compare revenue this year with last year by month",
  "orders after 6:30 pm yesterday",
  "revenue last month except sundays",
  "customers who bought both Sarees and Snacks",
  "top 3 customers this year",
  "best month for revenue",
  "revenue and gross profit last month",
  "revenue and orders by channel last month",
  "when was the first order",
  "compare revenue last month with September",
  "compare revenue by channel last month with September",
  "why did sales change last week",
  "what share of orders is unpaid",
  "share of revenue by channel",
  "cancellation rate by city",
  "low stock",
  "days of cover for Doel Nimki 150 g",
  "overstocked products",
  "how many repeat customers",
  "customers who spent over 20000",
  "repeat customer rate",
  "lapsed customers",
  "never sold products",
  "products bought together",
  "overview of last month",
  "refunds by reason",
  "which coupons were used in March but not in April",
  "how many customers ordered in both October and November",
  "customers who ordered every month this year",
  "how many customers only ever paid by card",
  "which coupons were never used",
  "cities with more orders than Sylhet",
  "how many products sell better than average",
  "average revenue of the top 5 cities",
  "what percentage of revenue comes from the top 5 products",
  "how much did our top 10 customers spend this year",
  "who ordered most often this year",
  "revenue by main category last quarter",
  "sales last weekend",
  "ingresos del mes pasado",
  "pedidos por mes este año",
  "los 5 productos más vendidos",
  "compara las ventas del mes pasado con septiembre",
  "¿Qué porcentaje de los pedidos está sin pagar?",
  "resumen de la semana pasada",
  "producto más vendido por ciudad este mes",
  "pedidos con cupón y sin cupón el mes pasado",
  "গত মাসের আয় কত?",
  "এই বছর মাস অনুযায়ী বিক্রি",
  "সেরা ১০ গ্রাহক",
  "গত মাসের বিক্রি সেপ্টেম্বরের সঙ্গে তুলনা করো",
  "গত সপ্তাহের সারাংশ",
];

async function answerOf(text: string): Promise<Answer & { readonly tool: string }> {
  const plan = await engine.plan({ text, now: DEMO_NOW, previous: [], shopId: 13, source: "shop", uploadId: null });
  if (!plan.ok) throw new Error(`${text}: ${plan.error.message}`);
  const ran = await engine.execute(plan.value, new AbortController().signal);
  if (!ran.ok) throw new Error(ran.error.message);
  return { ...engine.answer(plan.value, ran.value), tool: plan.value.tool };
}

type Mutant = { readonly what: string; readonly text: string };

/** The text with one figure, date or name changed at a time, each into one that stands nowhere in the evidence. */
function mutantsOf({ text, language = "en", table }: Answer): readonly Mutant[] {
  const zero = language === "bn" ? 0x09e6 : 0x30;
  const digit = language === "bn" ? "[০-৯]" : "\\d";
  // A planted figure that some cell holds by chance would be no wrong figure: the next one is taken.
  const cells = new Set(
    (table?.rows.flat() ?? []).flatMap((cell) => (typeof cell === "number" ? [String(Math.round(Math.abs(cell)))] : [])),
  );
  const shifted = (run: string, by: number): string =>
    run.replace(new RegExp(digit, "g"), (one) => String.fromCharCode(zero + ((one.charCodeAt(0) - zero + by) % 10 || 7)));
  const planted = (run: string): string =>
    [3, 4, 6, 7, 8].map((by) => shifted(run, by)).find((other) => !cells.has(other)) ?? shifted(run, 3);
  const figures = [...text.matchAll(new RegExp(`(?<![\\p{L}\\d-])${digit}(?:[\\d০-৯.,]*${digit})?`, "gu"))];
  const swapped = figures.flatMap(({ 0: run, index }) =>
    run.length < 3 ? [] : [{ what: `figure ${run}`, text: text.slice(0, index) + planted(run) + text.slice(index + run.length) }],
  );
  const months: Readonly<Record<string, RegExp>> = {
    en: /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?= \d{4})/g,
    es: /(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?= de \d{4})/g,
    bn: /(?:জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর)(?= [০-৯]{4})/g,
  };
  const wrong = { en: "Feb", es: "febrero", bn: "ফেব্রুয়ারি" }[language];
  const dates = [...text.matchAll(months[language] ?? /$^/g)]
    .filter(([month]) => month !== wrong)
    .map(({ 0: month, index }) => ({
      what: `date ${month}`,
      text: `${text.slice(0, index)}${wrong}${text.slice(index + month.length).replace(/\d{4}|[০-৯]{4}/, (year) => planted(year))}`,
    }));
  const named = [...text.matchAll(/(?<=[\p{L},:(;] )\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}-]+)*(?= ?[(,.])/gu)].map(({ 0: name, index }) => ({
    what: `name ${name}`,
    text: `${text.slice(0, index)}Zubaida Quill${text.slice(index + name.length)}`,
  }));
  return [...swapped, ...dates, ...named];
}

describe("the proof of the wording", () => {
  it("is tried on the answers of every tool", async () => {
    const tools = new Set<string>();
    for (const text of QUESTIONS) tools.add((await answerOf(text)).tool);
    expect([...tools].sort()).toEqual(Object.keys(TOOL_SCHEMAS).sort());
  }, 120_000);

  it.each(QUESTIONS)("lets the answer to %j pass, and catches every wrong figure, date and name planted in it", async (question) => {
    const answer = await answerOf(question);
    expect(findUnproven(answer, question), answer.text).toEqual([]);
    const mutants = mutantsOf(answer);
    const missed = mutants.filter(({ text }) => findUnproven({ ...answer, text }, question).length === 0);
    expect(missed).toEqual([]);
  });

  it("plants hundreds of them, of each sort", async () => {
    const all: Mutant[] = [];
    for (const text of QUESTIONS) all.push(...mutantsOf(await answerOf(text)));
    for (const [sort, least] of [
      ["figure", 150],
      ["date", 60],
      ["name", 12],
    ] as const)
      expect(all.filter(({ what }) => what.startsWith(sort)).length, sort).toBeGreaterThan(least);
  });

  it("catches a figure added to a true sentence, in every language", async () => {
    for (const question of QUESTIONS) {
      const answer = await answerOf(question);
      expect(findUnproven({ ...answer, text: `${answer.text} 98,765,432.` }, question), question).not.toEqual([]);
    }
  });
});
