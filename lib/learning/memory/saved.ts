import { z } from "zod";
import { CALENDAR_UNITS } from "@/lib/language/calendar";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";

const Window = z.object({
  label: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  partial: z.boolean(),
  unit: z.enum(CALENDAR_UNITS),
  count: z.number(),
  weekdays: z.array(z.number()).nullable(),
});

const spelling = z.string();
const SlotShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("number"), spelling, value: z.number() }),
  z.object({ kind: z.literal("percent"), spelling, value: z.number() }),
  z.object({ kind: z.literal("quoted"), spelling, value: z.string() }),
  z.object({ kind: z.literal("value"), spelling, stored: z.array(z.object({ column: z.number(), value: z.string() })) }),
  z.object({ kind: z.literal("window"), spelling, window: Window }),
  z.object({ kind: z.literal("grouping"), spelling, group: z.string(), family: z.string() }),
]);

const VerifiedShape = z.object({
  id: z.string(),
  engine: z.enum(["shop", "text2sql"]),
  source: z.string(),
  shopId: z.number().nullable(),
  question: z.string(),
  meaning: z.string().nullable(),
  plan: z.unknown(),
  slots: z.array(SlotShape),
  meaningWindows: z.array(Window),
  normal: z.string(),
  key: z.string(),
  reading: z.string().nullable(),
  shape: z.string(),
  origin: z.enum(["rating", "correction"]),
  interactionId: z.string(),
  userId: z.string(),
  at: z.string(),
  stale: z.object({ reason: z.enum(["tables", "rating"]), since: z.string() }).nullable(),
});

/** A stored verified answer; null where it does not have this version's form, so that it is left out instead of breaking a question. */
export function readVerified(value: unknown): VerifiedAnswer | null {
  const parsed = VerifiedShape.safeParse(value);
  return parsed.success ? parsed.data : null;
}
