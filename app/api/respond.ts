import { isTrustedRequest } from "@/lib/platform/origin";

/** A JSON error with a code for programs and a sentence for people. */
export function errorResponse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

/** The body as JSON, or undefined when it is none. */
export async function readJsonBody(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** A 403 for a request from another site or through a foreign host name, else null. */
export function refuseUntrusted({ method, headers }: Request): Response | null {
  const trusted = isTrustedRequest({
    method,
    host: headers.get("host"),
    origin: headers.get("origin"),
    fetchSite: headers.get("sec-fetch-site"),
    boundTo: process.env["HOST"] ?? "127.0.0.1",
  });
  return trusted.ok ? null : errorResponse(403, "forbidden", trusted.error);
}
