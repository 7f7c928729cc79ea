import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findUnproven } from "@/lib/answers/proof";
import type { PreviousTurn } from "@/lib/engines/engine";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";
import { BENGALI_TONGUE } from "@/lib/engines/shop/wording/bengali";
import { OFFERS } from "@/lib/engines/shop/wording/offers";
import { SPANISH_TONGUE } from "@/lib/engines/shop/wording/spanish";

const Case = z.object({
  language: z.enum(["es", "bn"]),
  turns: z.array(z.string()),
  english: z.array(z.string()).optional(),
  outcome: z.enum(["refused", "clarified"]).optional(),
});
const CASES = readFileSync(new URL("./languages.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => Case.parse(JSON.parse(line)));
const { engine, runner } = await openDemoShop();
afterAll(() => runner.close());

async function plansOf(turns: readonly string[]) {
  let previous: readonly PreviousTurn[] = [];
  const plans = [];
  for (const text of turns) {
    const plan = await engine.plan({ text, now: DEMO_NOW, previous, shopId: 13, source: "shop", uploadId: null });
    plans.push(plan);
    if (plan.ok) previous = [{ question: text, engine: "shop", source: "shop", plan: plan.value, uploadId: null }, ...previous];
  }
  return plans;
}

/** A call without the words that it was said in. */
const bare = (call: unknown): unknown => JSON.parse(JSON.stringify(call, (key, value) => (key === "label" ? undefined : value)));
const SCRIPTS = { es: /\p{Script=Latin}/u, bn: /\p{Script=Bengali}/u };
const ENGLISH = /\b(?:the|was|were|there|are|last|this|orders|revenue|highest|lowest|with|from|by|of)\b/i;

describe.each(["es", "bn"] as const)("questions in %s", (language) => {
  const own = CASES.filter((item) => item.language === language);

  it("are at least sixty", () => expect(own.length).toBeGreaterThanOrEqual(60));

  it.each(own.filter(({ english }) => english).map(({ turns, english = [] }) => [turns.join(" / "), turns, english] as const))(
    "reads %j as its English twin, and answers in its own language",
    async (_name, turns, english) => {
      const [plans, twins] = [await plansOf(turns), await plansOf(english)];
      for (const [index, plan] of plans.entries()) {
        const twin = twins[index];
        if (!plan.ok || !twin?.ok) throw new Error(`${plan.ok ? "" : plan.error.message} ${twin?.ok ? "" : (twin?.error.message ?? "")}`);
        expect(bare(plan.value.call)).toEqual(bare(twin.value.call));
        expect(plan.value.language).toBe(language);
        const ran = await engine.execute(plan.value, new AbortController().signal);
        if (!ran.ok) throw new Error(ran.error.message);
        const answer = engine.answer(plan.value, ran.value);
        expect(["answered", "empty"]).toContain(answer.outcome);
        expect(answer.text).toMatch(SCRIPTS[language]);
        expect(answer.text.replace(/“[^”]*”|\([^)]*\)/g, "")).not.toMatch(ENGLISH);
        expect(answer.caveats.join(" ")).not.toMatch(ENGLISH);
        expect(findUnproven(answer, turns[index] ?? ""), answer.text).toEqual([]);
      }
    },
  );

  it.each(own.filter(({ outcome }) => outcome).map(({ turns, outcome }) => [turns.join(" / "), turns, outcome] as const))(
    "ends %j as it must, in its own language, with questions that can be asked",
    async (_name, turns, outcome) => {
      const plan = (await plansOf(turns)).at(-1);
      if (!plan || plan.ok) throw new Error("answered");
      expect(plan.error.outcome).toBe(outcome);
      expect(plan.error.message).toMatch(SCRIPTS[language]);
      expect(plan.error.message.replace(/“[^”]*”/g, "")).not.toMatch(ENGLISH);
      for (const { question } of plan.error.options) expect((await plansOf([question]))[0]?.ok, question).toBe(true);
    },
  );

  it.each(Object.entries(OFFERS[language]))("offers %j as %j, which is read alike", async (english, own_) => {
    const [[plan], [twin]] = [await plansOf([own_]), await plansOf([english])];
    if (!plan?.ok || !twin?.ok) throw new Error(`${plan?.ok ? "" : plan?.error.message} ${twin?.ok ? "" : twin?.error.message}`);
    expect(bare(plan.value.call)).toEqual(bare(twin.value.call));
    expect(plan.value.language).toBe(language);
  });

  it("offers follow-ups that continue an answer", async () => {
    const tongue = language === "es" ? SPANISH_TONGUE : BENGALI_TONGUE;
    for (const next of Object.values(tongue.followUps)) {
      const plans = await plansOf([tongue.starters[0] ?? "", next]);
      expect(plans[1]?.ok, next).toBe(true);
    }
  });
});

it("says amounts, counts and dates as each language writes them", async () => {
  const said = async (text: string): Promise<string> => {
    const [plan] = await plansOf([text]);
    if (!plan?.ok) throw new Error(text);
    const ran = await engine.execute(plan.value, new AbortController().signal);
    return ran.ok ? engine.answer(plan.value, ran.value).text : "";
  };
  expect(await said("ingresos del mes pasado")).toBe(
    "Los ingresos el mes pasado (del 1 de octubre de 2026 al 31 de octubre de 2026) fueron de BDT 2.421.873,00.",
  );
  expect(await said("¿Cuántos pedidos pagados hubo el mes pasado?")).toBe(
    "Hay 650 pedidos con estado pagado el mes pasado (del 1 de octubre de 2026 al 31 de octubre de 2026).",
  );
  expect(await said("গত মাসের আয় কত?")).toBe("গত মাসে (১ অক্টোবর ২০২৬ থেকে ৩১ অক্টোবর ২০২৬) মোট বিক্রি BDT ২৪,২১,৮৭৩.০০।");
  expect(await said("গত মাসে কতটি অর্ডার হয়েছে?")).toBe("গত মাসে (১ অক্টোবর ২০২৬ থেকে ৩১ অক্টোবর ২০২৬) ২,১৭৫টি অর্ডার আছে।");
});
