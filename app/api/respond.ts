import { isTrustedRequest } from "@/lib/platform/origin";

/** A JSON error with a code for programs and a sentence for people. */
export function errorResponse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

const MAX_BODY_BYTES = 10_000_000;

/** A reply that is kept as a file. @param type without its charset */
export function download(body: BodyInit, type: string, fileName: string): Response {
  return new Response(body, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}

/** Pieces of text as a body; the next piece is made when the reader has taken the last one. */
export function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** The body as JSON, or undefined when it is none, or over 10 MB. @param ofEmpty what an empty body means */
export async function readJsonBody(request: Request, ofEmpty?: unknown): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MAX_BODY_BYTES) return undefined;
    text += decoder.decode(part, { stream: true });
  }
  text += decoder.decode();
  if (text.trim() === "") return ofEmpty;
  try {
    return JSON.parse(text);
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
