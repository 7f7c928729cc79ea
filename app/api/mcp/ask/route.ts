import { ShopQuestion } from "@/app/api/inputs";
import { errorResponse, readJsonBody, refuseUntrusted } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { inputProblem } from "@/lib/ask/input";
import { toShopReply } from "@/lib/ask/shop-reply";
import { askedShop, askShop } from "@/lib/ask/wiring-mcp";

export const dynamic = "force-dynamic";

/** Asks one shop in words: `{shop_id, question}` → `{answer, tool_used, intent, confidence, success, response_time, has_data, error}`. */
async function post(request: Request): Promise<Response> {
  const refused = refuseUntrusted(request);
  if (refused) return refused;
  const parsed = ShopQuestion.safeParse(await readJsonBody(request));
  if (!parsed.success) return errorResponse(400, "bad-input", `Send {"shop_id": 13, "question": "…"}. ${inputProblem(parsed.error)}`);
  const { question, shop_id, conversation_id } = parsed.data;
  const shop = await askedShop(request.headers, shop_id);
  if (!shop.ok) return errorResponse(shop.error.status, "no-shop", shop.error.message);
  const row = await askShop(question, shop.value, request.signal, conversation_id);
  if (row.ok) return Response.json(toShopReply(row.value));
  return errorResponse(row.error.status, row.error.status === 404 ? "unknown-conversation" : "unavailable", row.error.message);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post });
