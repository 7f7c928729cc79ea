import { isTrustedRequest } from "@/lib/platform/origin";

/** A JSON error with a code for programs and a sentence for people. */
export function errorResponse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

const MAX_BODY_BYTES = 10_000_000;

/** The body as JSON, or undefined when it is none, or over 10 MB. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MAX_BODY_BYTES) return undefined;
    text += decoder.decode(part, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
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
