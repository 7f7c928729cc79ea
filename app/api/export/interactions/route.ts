import { z } from "zod";
import { errorResponse } from "@/app/api/respond";
import { exportInteractions } from "@/lib/metrics/export.prisma";
import { parseFilter } from "@/lib/metrics/filter";
import { prisma } from "@/lib/platform/client.prisma";
import { systemClock } from "@/lib/platform/clock";
import { localDay } from "@/lib/platform/local-day";
import { logError } from "@/lib/platform/log";

export const dynamic = "force-dynamic";

const Format = z.enum(["csv", "jsonl"]).default("csv");

/** The interactions under the filter of the address with every field: `?format=csv` or `jsonl`, streamed. */
export function GET(request: Request): Response {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = Format.safeParse(params["format"]);
  if (!format.success) return errorResponse(400, "bad-input", "format must be csv or jsonl.");
  const filter = parseFilter(params, localDay(systemClock.now()));
  if (!filter.ok) return errorResponse(400, "bad-input", filter.error);
  const pieces = exportInteractions(prisma(), filter.value, format.data);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      } catch (cause) {
        logError("An export broke off", cause);
        controller.error(cause);
      }
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  const type = format.data === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
  return new Response(body, { headers: { "content-type": type, "content-disposition": `attachment; filename="tellback-interactions.${format.data}"`, "cache-control": "no-store" } });
}
