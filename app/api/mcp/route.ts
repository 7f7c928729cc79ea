import { createMcpHandler, type McpHttpHandler } from "@modelcontextprotocol/server";
import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { askShop, callTool, connectionShop } from "@/lib/ask/wiring-mcp";
import type { ShopInfo } from "@/lib/engines/shop/calls/shop-plan";
import { createMcpServer, type Connection } from "@/lib/mcp/server";
import { toToolResult } from "@/lib/mcp/tool-reply";
import { logError } from "@/lib/platform/log";

export const dynamic = "force-dynamic";

/** The Model Context Protocol over streamable HTTP, without sessions: each request carries all it needs. */
async function serve(request: Request): Promise<Response> {
  const shop = await connectionShop(request.headers);
  if (!shop.ok) return rejected(shop.error);
  return handlerFor(shop.value, request.signal).fetch(request);
}

function handlerFor(shop: ShopInfo, signal: AbortSignal): McpHttpHandler {
  const connection: Connection = {
    shopName: shop.name,
    call: async (tool, args) => toToolResult(await callTool(tool, args, shop, signal), "call"),
    ask: async (question, conversationId) => toToolResult(await askShop(question, shop.id, signal, conversationId), "words"),
  };
  return createMcpHandler(() => createMcpServer(connection), { onerror: (error) => logError("An MCP request failed", error) });
}

function rejected({ status, message }: { readonly status: number; readonly message: string }): Response {
  const response = errorResponse(status, status === 401 ? "unauthorized" : status === 403 ? "forbidden" : "unknown-shop", message);
  if (status === 401) response.headers.set("www-authenticate", 'Bearer realm="tellback"');
  return response;
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: serve, POST: serve, DELETE: serve });
