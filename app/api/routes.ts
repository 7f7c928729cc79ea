import { errorResponse } from "@/app/api/respond";
import { logError } from "@/lib/platform/log";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Handler<Args extends unknown[]> = (...args: Args) => Response | Promise<Response>;
type Handlers = Partial<Readonly<Record<Method, Handler<never[]>>>>;
type Route<Taken extends Handlers> = {
  readonly [M in keyof Taken]: Taken[M] extends Handler<infer Args> ? (...args: Args) => Promise<Response> : never;
} & Readonly<Record<Exclude<Method, keyof Taken> | "OPTIONS", () => Response>>;

/**
 * The handlers of a route for every method: those that it takes, each of which answers in the form of all errors where it breaks; for the
 * others a 405 that names those it takes; and `OPTIONS`, which tells them.
 */
export function routeOf<Taken extends Handlers>(taken: Taken): Route<Taken> {
  const methods = Object.keys(taken);
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse = (): Response => {
    const refused = errorResponse(405, "method-not-allowed", `This address takes ${methods.join(" and ")} only.`);
    refused.headers.set("allow", allow);
    return refused;
  };
  const handlers = Object.entries(taken).map(([method, handler]) => [method, guarded(handler)]);
  return {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: () => new Response(null, { status: 204, headers: { allow } }),
    ...Object.fromEntries(handlers),
  };
}

function guarded<Args extends unknown[]>(handler: Handler<Args>): (...args: Args) => Promise<Response> {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (cause) {
      const [request] = args;
      if (request instanceof Request && request.signal.aborted) return errorResponse(499, "stopped", "Nobody waits for this any more.");
      logError(request instanceof Request ? `${request.method} ${new URL(request.url).pathname} broke` : "A route broke", cause);
      return errorResponse(500, "internal", "This could not be done; this server's log says why. Send it again later.");
    }
  };
}
