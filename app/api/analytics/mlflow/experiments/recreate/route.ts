import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { recreateExperiments } from "@/lib/ask/tracking.prisma";
import { MlflowDown, MlflowRefused } from "@/lib/tracking/client.mlflow";

export const dynamic = "force-dynamic";

/** Makes the experiments on the MLflow server, or restores them. Without a server there is nothing to make, and that is said. */
async function post(): Promise<Response> {
  try {
    const experiments = await recreateExperiments();
    return Response.json({
      success: true,
      experiments,
      ...(experiments.length === 0 ? { message: "No MLflow server is set, so there was nothing to make." } : {}),
    });
  } catch (cause) {
    if (cause instanceof MlflowDown || cause instanceof MlflowRefused) return errorResponse(502, "mlflow-unavailable", cause.message);
    throw cause;
  }
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post });
