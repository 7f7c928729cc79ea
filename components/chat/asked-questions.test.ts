import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Asked } from "@/components/chat/asked-questions";

const asked = (interactionId: string, conversationId = "c1"): Asked => ({
  interactionId,
  conversationId,
  question: "How many orders?",
  engine: "auto",
  source: null,
  shopId: null,
  uploadId: null,
});

/** The same tab after a reload: the code is new, what the tab keeps is not. */
async function reload() {
  vi.resetModules();
  return import("@/components/chat/asked-questions");
}

describe("questions on their way", () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    const sessionStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    vi.stubGlobal("window", { sessionStorage });
  });
  afterEach(() => void vi.unstubAllGlobals());

  it("are asked again by the page after a reload, and not by the page that asked them", async () => {
    const page = await reload();
    page.rememberAsked(asked("q1"));
    expect(page.askedBefore()).toEqual([]);
    expect((await reload()).askedBefore()).toEqual([asked("q1")]);
  });

  it("are asked again once, also where the page's parts are made twice", async () => {
    (await reload()).rememberAsked(asked("q1"));
    const page = await reload();
    page.askedBefore().forEach(page.rememberAsked);
    expect(page.askedBefore()).toEqual([]);
  });

  it("are forgotten once the server has them, and their conversation is not awaited any more", async () => {
    const page = await reload();
    page.rememberAsked(asked("q1"));
    page.rememberAsked(asked("q2", "c2"));
    page.forgetAsked("q1");
    expect([page.isAwaited("c1"), page.isAwaited("c2")]).toEqual([false, true]);
    expect((await reload()).askedBefore()).toEqual([asked("q2", "c2")]);
  });

  it("are simply not kept where the browser forbids it", async () => {
    vi.stubGlobal("window", {});
    const page = await reload();
    page.rememberAsked(asked("q1"));
    expect(page.isAwaited("c1")).toBe(false);
  });
});
