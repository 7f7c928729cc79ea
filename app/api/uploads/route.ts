import { AgeQuery } from "@/app/api/inputs";
import { errorResponse, refuseUntrusted } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { addUpload, clearOldUploads } from "@/lib/ask/files.fs";
import type { UploadError } from "@/lib/sources/upload";

export const dynamic = "force-dynamic";

const STATUS: Readonly<Record<UploadError["code"], number>> = {
  empty: 400,
  binary: 415,
  "too-large": 413,
  "disk-full": 507,
  "not-kept": 500,
  interrupted: 400,
};

/** Takes a file as the raw body (`?name=`): a log to analyse, or a SQLite database to ask. Streamed to disk. */
async function post(request: Request): Promise<Response> {
  const refused = refuseUntrusted(request);
  if (refused) return refused;
  const name =
    new URL(request.url).searchParams
      .get("name")
      ?.replace(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, 200) || "upload.log";
  const added = await addUpload(request.body, name);
  if (!added.ok) return errorResponse(STATUS[added.error.code], added.error.code, added.error.message);
  return Response.json(added.value, { status: 201 });
}

/** Deletes stored logs that are older than `?olderThanDays=`; the reports on them stay. */
async function remove(request: Request): Promise<Response> {
  const refused = refuseUntrusted(request);
  if (refused) return refused;
  const query = AgeQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  return query.success
    ? Response.json(await clearOldUploads(query.data.olderThanDays))
    : errorResponse(400, "bad-input", "olderThanDays must be a whole number of days from 0 to 3650.");
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post, DELETE: remove });
