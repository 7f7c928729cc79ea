import { streamLines, toLogFilter } from "@/app/api/export/stream-lines";
import { TrainingQuery } from "@/app/api/inputs";
import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { trainingData } from "@/lib/ask/exports.prisma";
import { inputProblem } from "@/lib/ask/input";

export const dynamic = "force-dynamic";

/**
 * Training lines as JSONL: successes of more than `min_confidence` (0.7) that were not rated down; without test runs; `form=grounded` adds
 * the result that each sentence was made from.
 */
function get(request: Request): Response {
  const parsed = TrainingQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return errorResponse(400, "bad-input", inputProblem(parsed.error));
  const { feedback, form, min_confidence: minConfidence, ...filter } = parsed.data;
  return streamLines(trainingData({ feedback, form, minConfidence }, toLogFilter(filter, false)), "training.jsonl");
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
