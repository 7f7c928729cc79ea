import { errorResponse } from "@/app/api/respond";

/** Every address below /api that no route has. */
function unknown(): Response {
  return errorResponse(404, "not-found", "There is nothing at this address. GET /api/openapi.json lists what there is.");
}

export { unknown as GET, unknown as POST, unknown as PUT, unknown as PATCH, unknown as DELETE, unknown as OPTIONS };
