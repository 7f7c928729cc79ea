import { countOf } from "@/lib/answers/format";
import { toLogFilter } from "@/app/api/export/stream-lines";
import { TrainingFileInput } from "@/app/api/inputs";
import { errorResponse, readJsonBody } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { exportLogTraining, exportTraining } from "@/lib/ask/exports.prisma";
import { inputProblem } from "@/lib/ask/input";

export const dynamic = "force-dynamic";

/** Writes training data as a file beside the app's database: of the logs that were analysed, or of the questions to the shop. */
async function post(request: Request): Promise<Response> {
  const parsed = TrainingFileInput.safeParse(await readJsonBody(request, {}));
  if (!parsed.success) return errorResponse(400, "bad-input", `Send {"kind": "logs" or "questions"}. ${inputProblem(parsed.error)}`);
  const { kind, feedback, form, min_confidence: minConfidence, ...filter } = parsed.data;
  const { examples, file } =
    kind === "logs"
      ? await exportLogTraining(new Date())
      : await exportTraining(new Date(), { feedback, form, minConfidence }, toLogFilter(filter, false));
  const message =
    examples === 0
      ? `There is nothing to learn from ${kind} yet; ${file} is empty.`
      : `${countOf(examples, "example")} of ${kind} written to ${file}.`;
  return Response.json({ success: true, exported_examples: examples, output_file: file, message });
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post });
