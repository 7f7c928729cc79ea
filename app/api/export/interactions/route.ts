import { z } from "zod";
import { errorResponse } from "@/app/api/respond";
import { inputProblem } from "@/lib/ask/input";
import { interactionStore } from "@/lib/ask/wiring";
import { ENGINES } from "@/lib/engines/engine";
import { toCsv } from "@/lib/interactions/export";
import type { RowFilter } from "@/lib/interactions/store";
import { WIDE_HEADER, wideRow } from "@/lib/interactions/wide-row";

export const dynamic = "force-dynamic";

const PAGE = 500;
const Query = z.object({
  engine: z.enum(ENGINES, `engine must be ${ENGINES.join(", ")}`).optional(),
  shop: z.coerce.number("shop must be a number").int().optional(),
  from: z.iso.date("from must be a date such as 2026-11-01").optional(),
  to: z.iso.date("to must be a date such as 2026-11-30").optional(),
  feedback: z.enum(["up", "down", "rated", "none"], "feedback must be up, down, rated or none").optional(),
});

/** Everything as CSV, one question a line with its rating and corrections; written as it is read, however much there is. */
export async function GET(request: Request): Promise<Response> {
  const parsed = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return errorResponse(400, "bad-input", inputProblem(parsed.error));
  const { engine, shop, from, to, feedback } = parsed.data;
  const filter: RowFilter = { ...(engine && { engine }), ...(shop !== undefined && { shopId: shop }), ...(from && { from: `${from}T00:00:00.000Z` }), ...(to && { to: `${to}T00:00:00.000Z` }), ...(feedback && { feedback }) };
  return new Response(csvStream(filter), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="tellback-interactions.csv"' } });
}

/** A page is read when the reader wants more, so that memory holds one page. */
function csvStream(filter: RowFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  let started = false;
  return new ReadableStream({
    async pull(controller) {
      const rows = await interactionStore().page(filter, after, PAGE);
      if (!started) controller.enqueue(encoder.encode(toCsv(WIDE_HEADER, [])));
      started = true;
      // Each page is a CSV of its own but for the mark that only a file's start has.
      if (rows.length > 0) controller.enqueue(encoder.encode(toCsv([], rows.map(wideRow)).replace(/^\ufeff?\r\n/u, "")));
      after = rows.at(-1)?.id ?? null;
      if (rows.length < PAGE) controller.close();
    },
  });
}
