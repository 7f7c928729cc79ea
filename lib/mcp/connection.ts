import { createHash, timingSafeEqual } from "node:crypto";
import { NO_SHOPS } from "@/lib/engines/shop/no-shops";
import { isLoopback } from "@/lib/platform/origin";
import { err, ok, type Result } from "@/lib/platform/result";

export type ConnectionRequest = { readonly authorization: string | null; readonly shopHeader: string | null };
export type ConnectionRules<S extends { readonly id: number }> = {
  /** The operator's tokens, each good for one shop. */
  readonly tokens: ReadonlyMap<string, number>;
  readonly shops: readonly S[];
  /** The address that the server is bound to. */
  readonly boundTo: string;
};
export type Rejection = { readonly status: 401 | 403 | 404; readonly message: string };

/**
 * The one shop that a program's connection may ask: its token's; or, on this machine only and while no token is set
 * up, the one its header names, the first by default. Never one that an argument names.
 */
export function shopOfConnection<S extends { readonly id: number }>(
  { authorization, shopHeader }: ConnectionRequest,
  { tokens, shops, boundTo }: ConnectionRules<S>,
): Result<S, Rejection> {
  if (tokens.size === 0 && !isLoopback(boundTo))
    return err({
      status: 403,
      message: "This server can be reached from other machines, so programs need a token: set TELLBACK_MCP_TOKENS.",
    });
  const wanted = tokens.size > 0 ? tokenShop(authorization, tokens) : headerShop(shopHeader, shops[0]?.id ?? null);
  if (!wanted.ok) return wanted;
  const shop = shops.find(({ id }) => id === wanted.value);
  return shop ? ok(shop) : err({ status: 404, message: shops.length === 0 ? NO_SHOPS : `There is no shop ${wanted.value} to ask.` });
}

function tokenShop(authorization: string | null, tokens: ReadonlyMap<string, number>): Result<number, Rejection> {
  const given = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return err({ status: 401, message: "Send a token as “Authorization: Bearer …”." });
  const known = [...tokens].find(([token]) => timingSafeEqual(digest(token), digest(given)));
  return known ? ok(known[1]) : err({ status: 401, message: "The token is not known. Ask the operator for one." });
}

function headerShop(header: string | null, first: number | null): Result<number | null, Rejection> {
  if (header === null) return ok(first);
  return /^\d{1,9}$/.test(header.trim())
    ? ok(Number(header))
    : err({ status: 404, message: "The header x-shop-id must be the number of a shop." });
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
