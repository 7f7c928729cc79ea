import { FOLLOWED_TURNS } from "@/lib/ask/ask";
import { askOnce } from "@/lib/ask/ask-once";
import { AskInput } from "@/lib/ask/input";
import { askDeps, askStoppable } from "@/lib/ask/wiring";
import { env, interactionStore, loadShops, registry } from "@/lib/ask/wiring-parts";
import type { ToolName } from "@/lib/engines/shop/calls/calls";
import { NO_SHOPS } from "@/lib/engines/shop/no-shops";
import type { ShopInfo } from "@/lib/engines/shop/calls/shop-plan";
import { MCP } from "@/lib/interactions/program";
import type { Interaction } from "@/lib/interactions/event";
import { callEngine } from "@/lib/mcp/call-engine";
import { shopOfConnection, type Rejection } from "@/lib/mcp/connection";
import { err, ok, type Result } from "@/lib/platform/result";

/** What programs reach over MCP and the shop's own route, joined to the one journey of a question. */

/** The shop that a request's token or header stands for. */
export async function connectionShop(headers: Headers): Promise<Result<ShopInfo, Rejection>> {
  const { TELLBACK_MCP_TOKENS: tokens, HOST: boundTo } = env();
  return shopOfConnection(
    { authorization: headers.get("authorization"), shopHeader: headers.get("x-shop-id") },
    { tokens, shops: await loadShops(), boundTo },
  );
}

/**
 * The shop that a question of a program is for, where its body names one: it must be the token's; while no token is set
 * up it stands for the header, and the engine says when there is none such.
 */
export async function askedShop(headers: Headers, shopId: number | null): Promise<Result<number, Rejection>> {
  const connected = await connectionShop(headers);
  if (shopId === null) return connected.ok ? ok(connected.value.id) : connected;
  const hasTokens = env().TELLBACK_MCP_TOKENS.size > 0;
  if (!connected.ok) return hasTokens || connected.error.status !== 404 ? connected : ok(shopId);
  return hasTokens && connected.value.id !== shopId
    ? err({ status: 403, message: `This token is not for shop ${shopId}. Leave shop_id out, or use that shop's token.` })
    : ok(shopId);
}

type NotAsked = { readonly status: 404 | 503; readonly message: string };

/** Asks a question in words of one shop. @returns the interaction as saved, or why there is none */
export async function askShop(
  question: string,
  shopId: number,
  signal: AbortSignal,
  conversationId: string | null = null,
): Promise<Result<Interaction, NotAsked>> {
  if (conversationId !== null && !(await ownsConversation(conversationId, shopId)))
    return err({ status: 404, message: "There is no such conversation. Leave conversation_id out to start a new one." });
  const input = AskInput.parse({ question, engine: "shop", shopId, conversationId, context: { module: MCP } });
  return followed(input, signal);
}

/** Calls a tool on one shop: the journey of a question whose plan is given. */
export async function callTool(
  tool: ToolName,
  args: Readonly<Record<string, unknown>>,
  shop: ShopInfo,
  signal: AbortSignal,
): Promise<Result<Interaction, NotAsked>> {
  const source = await registry().find("shop");
  if (!source) return err({ status: 503, message: NO_SHOPS });
  const input = AskInput.parse({
    question: `${tool} ${JSON.stringify(args)}`,
    engine: "shop",
    source: "shop",
    shopId: shop.id,
    context: { module: MCP },
  });
  const options = { runner: registry().runner(source), shop, timeoutMs: env().TELLBACK_QUERY_TIMEOUT_MS };
  return followed(input, signal, (stop) => {
    const deps = askDeps(stop);
    return { ...deps, engines: { ...deps.engines, shop: callEngine(deps.engines.shop, tool, args, options) }, keepPaste: async () => null };
  });
}

/** A conversation can be continued over a connection when the turns that a follow-up looks at were of its shop. */
async function ownsConversation(id: string, shopId: number): Promise<boolean> {
  const rows = await interactionStore().latest(id, FOLLOWED_TURNS);
  return rows.length > 0 && rows.every((row) => row.shopId === shopId);
}

async function followed(input: AskInput, gone: AbortSignal, depsOf = askDeps): Promise<Result<Interaction, NotAsked>> {
  const row = await askOnce(askStoppable(input, gone, depsOf));
  return row.ok ? row : err({ status: 503, message: row.error });
}

/** Whether a program may rate an answer: with tokens only one of its own shop. */
export async function mayRate(headers: Headers, interactionId: string): Promise<Result<boolean, Rejection>> {
  if (env().TELLBACK_MCP_TOKENS.size === 0) return ok(true);
  const shop = await connectionShop(headers);
  return shop.ok ? ok((await interactionStore().get(interactionId))?.shopId === shop.value.id) : shop;
}
