import { describe, expect, it } from "vitest";
import { isTrustedRequest, type RequestOrigin } from "@/lib/platform/origin";

const local: RequestOrigin = { method: "POST", host: "localhost:3000", origin: null, fetchSite: null, boundTo: "127.0.0.1" };

describe("isTrustedRequest", () => {
  it.each<[string, Partial<RequestOrigin>, boolean]>([
    ["a program sends no Origin", {}, true],
    ["our own page", { origin: "http://localhost:3000", fetchSite: "same-origin" }, true],
    ["another site posts a form", { origin: "https://evil.example" }, false],
    ["another port of this machine is another site", { origin: "http://localhost:4000" }, false],
    ["a sandboxed frame has the origin null", { origin: "null" }, false],
    ["the browser says cross-site though Origin was stripped", { fetchSite: "cross-site" }, false],
    ["a foreign name that resolves to loopback", { host: "rebind.example:3000", origin: "http://rebind.example:3000" }, false],
    ["a foreign name may not read either", { method: "GET", host: "rebind.example" }, false],
    ["reading from a link on another site is harmless", { method: "GET", fetchSite: "cross-site" }, true],
    ["the IPv6 loopback", { host: "[::1]:3000", boundTo: "::1" }, true],
    [
      "exposed on purpose, any name may be used",
      { host: "tellback.example", boundTo: "0.0.0.0", origin: "https://tellback.example" },
      true,
    ],
  ])("%s", (_name, change, trusted) => {
    expect(isTrustedRequest({ ...local, ...change }).ok).toBe(trusted);
  });
});
