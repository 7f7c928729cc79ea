import { z } from "zod";

/** What the answer should have been: words, or an edited SQL. Ground truth, kept apart from votes. */
export const CorrectionInput = z
  .object({
    interactionId: z.uuid(),
    text: z.string().trim().min(1).max(4000).optional(),
    sql: z.string().trim().min(1).max(20_000).optional(),
  })
  .refine((input) => input.text !== undefined || input.sql !== undefined, "Say in words, or in SQL, what the answer should have been.");
export type CorrectionInput = z.infer<typeof CorrectionInput>;
