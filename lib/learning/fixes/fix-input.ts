import { z } from "zod";

const Change = z.object({ part: z.string().max(100), choice: z.string().max(400), said: z.string().max(400).default("") });

const changes = z.array(Change).max(20).default([]);

/** A reading (`id` null is the one that was answered) with some of its parts changed, one after the other. */
export const ChangedReading = z.object({ kind: z.literal("reading"), id: z.string().min(1).max(100).nullable(), changes });
export type ChangedReading = z.infer<typeof ChangedReading>;

/** SQL that a person wrote, with parts of the plan that it became changed. */
export const WrittenSql = z.object({
  kind: z.literal("sql"),
  sql: z.string().trim().min(1, "Write the SQL that would have been right.").max(20_000),
  changes,
});
export type WrittenSql = z.infer<typeof WrittenSql>;

/** What the answer should have been: another reading, with parts of it changed, an edited SQL, or other words. */
export const Fix = z.discriminatedUnion("kind", [
  ChangedReading,
  WrittenSql,
  z.object({ kind: z.literal("words"), text: z.string().trim().min(1, "Say in words what was meant.").max(4000) }),
]);
export type Fix = z.infer<typeof Fix>;

export const FixInput = z.object({ interactionId: z.uuid(), fix: Fix });
const Words = z.string().trim().min(1).max(200);
/** `confirmed`: verified answers that will answer otherwise; `word`: what is to be learned; both as they were shown and accepted. */
export const SaveFixInput = FixInput.extend({
  confirmed: z.array(z.string()).max(100).default([]),
  word: z.object({ said: Words, means: Words }).nullable().default(null),
});
