import { err, ok, type Result } from "@/lib/platform/result";

export type RequestOrigin = {
  readonly method: string;
  readonly host: string | null;
  readonly origin: string | null;
  readonly fetchSite: string | null;
  /** The address the server is bound to. */
  readonly boundTo: string;
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i;

/**
 * Whether a request comes from this site's own pages, or from a program (which sends no Origin). On loopback the Host
 * must be a loopback name too, or a foreign page could reach us through a name that it resolves to this machine.
 * @returns ok, or one sentence that says why it is refused
 */
export function isTrustedRequest({ method, host, origin, fetchSite, boundTo }: RequestOrigin): Result<true, string> {
  const name = (host ?? "").replace(/:\d+$/, "");
  if (isLoopback(boundTo) && !isLoopback(name))
    return err(`This server answers on this machine only; open it as localhost instead of ${name || "an empty host name"}.`);
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return ok(true);
  if (origin !== null && hostOf(origin) !== host) return err("The request comes from another site and was refused.");
  if (fetchSite === "cross-site" || fetchSite === "same-site") return err("The request comes from another site and was refused.");
  return ok(true);
}

/** Whether a host name or address means this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
