import { download, errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { exportReport } from "@/lib/ask/files.fs";

export const dynamic = "force-dynamic";

/** The whole report behind an answer about a log as JSON (`?interaction=`), as it was stored: secrets masked. */
async function get(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("interaction") ?? "";
  const report = await exportReport(id);
  if (!report) return errorResponse(404, "not-found", "There is no log report with this id.");
  return download(`${JSON.stringify(report, null, 1)}\n`, "application/json", `tellback-log-report-${id.slice(0, 8)}.json`);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
