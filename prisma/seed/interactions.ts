import { Choice, Random, Weights } from "@/prisma/demo/random";
import { planKey } from "@/lib/interactions/plan-key";
import { ENGINE_CHOICE, fillQuestion, PROFILES, type SeedEngine } from "@/prisma/seed/profiles";

/** Every id of a seeded row begins so; it can be told from a real one, and removed again. */
export const SEED_PREFIX = "5eed5eed-";

export type SeedRating = {
  readonly value: "up" | "down";
  readonly reasons: readonly string[];
  readonly comment: string;
  readonly at: Date;
};
export type SeedInteraction = {
  readonly id: string;
  readonly conversationId: string;
  readonly startsConversation: boolean;
  readonly question: string;
  readonly askedAt: Date;
  readonly engine: SeedEngine;
  readonly approach: string;
  readonly source: string | null;
  readonly shopId: number | null;
  readonly intent: string;
  readonly tool: string | null;
  readonly confidence: number;
  readonly sql: string | null;
  readonly planKey: string | null;
  readonly rowCount: number | null;
  readonly stagesMs: readonly [route: number, plan: number, execute: number, answer: number];
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly text: string;
  readonly modelVersion: string | null;
  readonly promptVersion: string | null;
  readonly role: string | null;
  readonly module: string | null;
  readonly tab: string | null;
  readonly rating: SeedRating | null;
};

export type SeedPlan = { readonly count: number; readonly seed: number; readonly now: Date; readonly days: number };

const DAY_MS = 86_400_000;
const HOURS = new Weights([1, 0.6, 0.4, 0.3, 0.3, 0.6, 1.5, 3, 6, 9, 10, 9.5, 7, 8, 9, 9, 8, 6, 4.5, 4, 3.5, 3, 2.2, 1.5]);
const WEEKDAYS = [0.55, 1.05, 1.2, 1.15, 1.1, 1, 0.6];
const ROLES = new Choice({ owner: 5, manager: 4, analyst: 3, support: 2 });
const MODULES = new Choice({ sales: 5, inventory: 2, finance: 3, operations: 2 });
const TABS = new Choice({ overview: 4, detail: 2, report: 1 });
const SHOPS = new Choice({ "13": 78, "21": 17, "10": 5 });
const REASONS = {
  shop: ["wrong_number", "wrong_period", "wrong_product", "unclear", "slow"],
  text2sql: ["wrong_table", "wrong_filter", "missing_rows", "did_not_run", "wrong_number"],
  logs: ["missed_error", "false_alarm", "wrong_cause", "unclear"],
} as const;
const DOWN_COMMENTS = [
  "The figure does not match our report.",
  "It took the wrong month.",
  "I meant last week, not the last seven days.",
  "Where are the cancelled ones?",
  "Should list names, not ids.",
  "Half of the rows are missing.",
  "That is another customer.",
  "Too slow to be of use.",
];
const UP_COMMENTS = ["Exactly what I needed.", "Matches our books.", "Quick, thanks."];

/** Seeded interactions, oldest first: growth, office hours, weekly shape, one bad spell, skewed use. The same plan gives the same rows. */
export function* seedInteractions({ count, seed, now, days }: SeedPlan): Generator<SeedInteraction> {
  const random = new Random(`interactions/${seed}`);
  const times = askedTimes(count, now, days, random.fork("times"));
  let conversation = { id: "", left: 0 };
  for (const [index, time] of times.entries()) {
    const startsConversation = conversation.left === 0;
    if (startsConversation) conversation = { id: seedId(seed, index, "c"), left: 1 + Math.floor(random.exponential(1.4)) };
    conversation.left -= 1;
    yield seedOne({
      random,
      id: seedId(seed, index, "a"),
      conversationId: conversation.id,
      startsConversation,
      askedAt: new Date(time),
      age: (now.getTime() - time) / DAY_MS,
      days,
    });
  }
}

/** Sorted instants, more of them lately, in office hours and on working days. */
function askedTimes(count: number, now: Date, days: number, random: Random): Float64Array {
  const today = new Date(now);
  today.setHours(0, 0, 0, 0);
  const dayWeights = new Weights(
    Array.from(
      { length: days },
      (_, back) =>
        Math.exp(-back / (days * 0.9)) * (WEEKDAYS[new Date(today.getTime() - back * DAY_MS).getDay()] ?? 1) * random.logNormal(1, 0.12),
    ),
  );
  const times = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const at = today.getTime() - dayWeights.draw(random) * DAY_MS + HOURS.draw(random) * 3_600_000 + random.next() * 3_600_000;
    times[index] = at > now.getTime() ? at - DAY_MS : at;
  }
  return times.sort();
}

type Draft = {
  readonly random: Random;
  readonly id: string;
  readonly conversationId: string;
  readonly startsConversation: boolean;
  readonly askedAt: Date;
  readonly age: number;
  readonly days: number;
};

function seedOne({ random, age, days, ...ids }: Draft): SeedInteraction {
  const engine = ENGINE_CHOICE.draw(random);
  const profile = PROFILES[engine];
  const asked =
    profile.asked[Math.min(profile.asked.length - 1, Math.floor(random.exponential(profile.asked.length / 3)))] ??
    random.pick(profile.asked);
  const badSpell = engine === "text2sql" && Math.abs(age - days * 0.12) < Math.max(1, days * 0.01);
  const outcome = badSpell && random.chance(0.3) ? "failed" : profile.outcomes.draw(random);
  const executeMs = random.logNormal(profile.medianMs * (badSpell ? 6 : 1), 0.6);
  const planned = outcome === "answered" || outcome === "empty" || outcome === "failed";
  const worded = engine !== "logs" && outcome === "answered" && random.chance(0.1);
  const models = [
    ...(engine === "text2sql" && planned ? [age > days / 3 ? "ranker 1" : "ranker 2"] : []),
    ...(worded ? ["Xenova/flan-t5-small"] : []),
  ];
  const tagged = random.chance(0.3);
  const confidence =
    outcome === "clarified" || outcome === "refused"
      ? random.next() * 0.5
      : Math.min(1, Math.max(0.05, random.normal(engine === "text2sql" ? 0.78 : 0.9, 0.1)));
  return {
    ...ids,
    question: fillQuestion(asked.text, random),
    engine,
    approach: profile.approach,
    source: profile.sources.draw(random) || null,
    shopId: engine === "shop" ? Number(SHOPS.draw(random)) : null,
    intent: planned ? asked.intent : "unknown",
    tool: planned ? asked.tool : null,
    confidence: Math.round(confidence * 1000) / 1000,
    sql: planned && engine !== "logs" ? `SELECT count(*) FROM ${engine === "shop" ? "orders" : "accounts"} WHERE status = ?` : null,
    planKey:
      outcome === "answered" || outcome === "empty"
        ? planKey({ engine, source: null, sql: asked.text, tool: asked.tool, intent: asked.intent })
        : null,
    rowCount: outcome === "answered" ? Math.round(random.exponential(12)) + 1 : outcome === "empty" ? 0 : null,
    stagesMs: [random.logNormal(0.6, 0.5), random.logNormal(3, 0.7), planned ? executeMs : 0, random.logNormal(worded ? 900 : 0.8, 0.5)],
    outcome,
    errorCode:
      outcome === "failed"
        ? profile.failures.draw(random)
        : outcome === "clarified" || outcome === "refused"
          ? profile.clarifications.draw(random)
          : null,
    text:
      outcome === "answered"
        ? `${random.int(1, 900)} found.`
        : outcome === "empty"
          ? "None in that window."
          : outcome === "failed"
            ? "The query could not be run."
            : "Which one is meant?",
    modelVersion: models.join(", ") || null,
    promptVersion: worded ? (age > days / 5 ? "4f1c2a90" : "b07e13d2") : null,
    role: tagged ? ROLES.draw(random) : null,
    module: tagged ? MODULES.draw(random) : null,
    tab: tagged ? TABS.draw(random) : null,
    rating: rate({ random, engine, outcome, askedAt: ids.askedAt }),
  };
}

function rate({
  random,
  engine,
  outcome,
  askedAt,
}: {
  random: Random;
  engine: SeedEngine;
  outcome: string;
  askedAt: Date;
}): SeedRating | null {
  const good = outcome === "answered" || outcome === "empty";
  if (outcome === "unfinished" || !random.chance(good ? 0.07 : 0.12)) return null;
  const value = random.chance(good ? 0.86 : 0.15) ? "up" : "down";
  const comment = random.chance(value === "down" ? 0.4 : 0.08) ? random.pick(value === "down" ? DOWN_COMMENTS : UP_COMMENTS) : "";
  const reasons = value === "down" && random.chance(0.6) ? [random.pick(REASONS[engine])] : [];
  return { value, reasons, comment, at: new Date(askedAt.getTime() + 5000 + random.exponential(40_000)) };
}

/** A version 4 UUID by its form, told apart by its first group. */
function seedId(seed: number, index: number, kind: "a" | "c"): string {
  const hex = index.toString(16).padStart(12, "0");
  return `${SEED_PREFIX}${(seed & 0xffff).toString(16).padStart(4, "0")}-4000-${kind === "a" ? "a" : "b"}000-${hex}`;
}
