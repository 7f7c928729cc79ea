import type { z } from "zod";

/** MLflow's answer, or its error with the status that goes with it. */
export type ReadReply = { readonly status: number; readonly body: object };

export function refuse(status: number, error_code: string, message: string): ReadReply {
  return { status, body: { error_code, message } };
}

/** A request that cannot be read, with the sentence why. */
export function unreadable(message: string): ReadReply {
  return refuse(400, "INVALID_PARAMETER_VALUE", message);
}

export const UNKNOWN_PAGE = unreadable("page_token is none of those that a search gave.");

/** What is wrong with a request, in MLflow's form. */
export function invalid(error: z.ZodError): ReadReply {
  const issue = error.issues[0];
  return unreadable(`${issue?.path.join(".") ?? "The request"}: ${issue?.message ?? "cannot be read"}.`);
}

/** How many items a page token passes over; null where it is none of ours. */
export function readToken(token: string): number | null {
  if (token === "") return 0;
  const skip = Number(Buffer.from(token, "base64url").toString("utf8"));
  return Number.isSafeInteger(skip) && skip > 0 ? skip : null;
}

/** The token of the page after the first `skip` items. */
export function nextToken(skip: number): { readonly next_page_token: string } {
  return { next_page_token: Buffer.from(String(skip)).toString("base64url") };
}

/** One page of a whole list, with the token of the next where there is one; null for a token that is none of ours. */
export function readPage<T>(
  items: readonly T[],
  token: string,
  size: number,
): { readonly items: readonly T[]; readonly next: object } | null {
  const skip = readToken(token);
  return skip === null ? null : { items: items.slice(skip, skip + size), next: items.length > skip + size ? nextToken(skip + size) : {} };
}
