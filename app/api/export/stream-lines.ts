import type { z } from "zod";
import type { ExportFilter } from "@/app/api/inputs";
import { download, streamOf } from "@/app/api/respond";
import type { LogFilter } from "@/lib/interactions/log-rows.prisma";
import { toJsonLines } from "@/lib/interactions/lines";
import { logError } from "@/lib/platform/log";

const instant = (text: string, addMs: number): Date => new Date(Date.parse(`${text}T00:00:00Z`) + addMs);
const DAY_MS = 86_400_000;

/** The filter as the reader takes it. @param withTestRuns whether test runs count when nothing is said */
export function toLogFilter({ from, to, shop_id, test_runs }: z.output<typeof ExportFilter>, withTestRuns: boolean): LogFilter {
  return {
    ...(from === undefined ? {} : { from: instant(from, 0) }),
    ...(to === undefined ? {} : { to: instant(to, DAY_MS) }),
    ...(shop_id === undefined ? {} : { engine: "shop", shopId: shop_id }),
    withoutTestRuns: test_runs === undefined ? !withTestRuns : test_runs === "no",
  };
}

/** Values as a JSONL download. */
export function streamLines(values: AsyncIterable<unknown>, fileName: string): Response {
  return streamPieces(toJsonLines(values), "application/x-ndjson", fileName);
}

/** Pieces of text as a download; the next piece is made when the reader has taken the last one. */
export function streamPieces(pieces: AsyncGenerator<string>, type: string, fileName: string): Response {
  return download(streamOf(logged(pieces)), type, fileName);
}

async function* logged(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield* pieces;
  } catch (cause) {
    logError("An export broke off", cause);
    throw cause;
  }
}
