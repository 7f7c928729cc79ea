import { NextResponse, type NextRequest } from "next/server";
import { errorResponse, refuseUntrusted } from "@/app/api/respond";

/**
 * Before every page and route: a request must come from this site or from a program, and a page gets a policy under
 * which only scripts with this request's nonce run.
 */
export function proxy(request: NextRequest): Response {
  const refused = refuseUntrusted(request);
  if (refused) return refused;
  if (!isReadable(request.nextUrl.pathname))
    return errorResponse(400, "bad-input", "The address holds a % that is not followed by two digits of UTF-8. Encode it anew.");
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch (cause) {
    if (cause instanceof URIError) return false;
    throw cause;
  }
}

function contentPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// A proxied body is copied and cut at 10 MB, so uploads do not pass here, nor do questions of programs, for which this takes a tenth of
// the time of the whole answer; their routes check the origin themselves.
export const config = { matcher: ["/((?!_next/static|_next/image|api/uploads|api/ask$|api/mcp/ask$).*)"] };
