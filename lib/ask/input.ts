import { z } from "zod";
import { ENGINES } from "@/lib/engines/engine";
import { ShopId } from "@/lib/interactions/shop-id";

/** Longest question; a longer text must be a pasted log or a file. */
export const MAX_QUESTION_CHARS = 4000;
/** Longest pasted log; a longer one is a file. */
export const MAX_PASTE_CHARS = 900_000;

const tag = z.string().trim().max(200).optional();

/** What every front hands to `ask`: the page's action, the REST route, the command line. */
export const AskInput = z.object({
  interactionId: z.uuid().optional(),
  question: z
    .string("question must be a text")
    .refine((text) => text.trim() !== "", "The question is empty. Type a question, for example “How many orders today?”.")
    .max(MAX_PASTE_CHARS, `The text is longer than ${MAX_PASTE_CHARS.toLocaleString("en-GB")} characters. Drop it in as a file instead.`),
  engine: z.enum(["auto", ...ENGINES], `must be auto, ${ENGINES.join(", ")}`).default("auto"),
  approach: z.string().max(40).nullable().default(null),
  source: z.string().max(200).nullable().default(null),
  shopId: ShopId.nullable().default(null),
  conversationId: z.uuid("must be the id of a conversation").nullable().default(null),
  uploadId: z.uuid().nullable().default(null),
  context: z.object({ role: tag, module: tag, tab: tag }).default({}),
});
export type AskInput = z.infer<typeof AskInput>;

/** The first problem of an input as one sentence that says what to do. */
export function inputProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return "The request could not be read.";
  return issue.path.length === 0 || issue.path[0] === "question" ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}
