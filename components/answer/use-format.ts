"use client";

import { useMemo } from "react";
import { useChat } from "@/components/chat/chat-context";
import { DEFAULT_FORMAT } from "@/lib/answers/format";
import type { FormatOptions } from "@/lib/answers/format";
import type { Interaction } from "@/lib/interactions/event";

/** How amounts of this answer are written: in its shop's currency, else its source's. */
export function useFormat({ shopId, source }: Pick<Interaction, "shopId" | "source">): FormatOptions {
  const { catalog } = useChat().state;
  const shop = shopId === null ? undefined : catalog.shops.find((choice) => choice.id === shopId);
  const currency = shop?.currency ?? catalog.sources.find((info) => info.id === source)?.currency ?? null;
  return useMemo(() => ({ ...DEFAULT_FORMAT, currency }), [currency]);
}
