import { z } from "zod";

type Method = "get" | "post" | "delete";
type Reply = { readonly description: string; readonly type?: string; readonly schema?: z.ZodType };

/** One method of one route. `{name}` in the path stands for what the caller fills in; `docs` is where another protocol is described. */
export type Operation = {
  readonly path: string;
  readonly method: Method;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly docs?: string;
  readonly replies: Readonly<Record<string, Reply>>;
};

const ErrorReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** A reply in JSON. */
export const json = (schema: z.ZodType, description = "The answer."): Reply => ({ description, schema });

/** What goes wrong, in the one shape of every error. */
export const problem = (description: string): Reply => json(ErrorReply, description);

/** A file to keep. @param type without its charset */
export const file = (type: string, description: string): Reply => ({ description, type });

export const BAD = problem("The request cannot be read; the message says what to do.");
export const NOT_FOUND = problem("There is no such thing; it may have been deleted.");
