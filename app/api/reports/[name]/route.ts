import { download, errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { readReport } from "@/lib/ask/reports.prisma";

export const dynamic = "force-dynamic";

/** A report that the schedule has written, as HTML or Markdown. */
async function get(_request: Request, { params }: { readonly params: Promise<{ name: string }> }): Promise<Response> {
  const { name } = await params;
  const text = await readReport(name);
  if (text === null) return errorResponse(404, "not-found", "There is no report of that name; it may have been cleaned up.");
  return download(text, name.endsWith(".md") ? "text/markdown" : "text/html", name);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
