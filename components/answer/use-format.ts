"use client";

import { useMemo } from "react";
import { currencyOf } from "@/components/answer/currency-of";
import { useChat } from "@/components/chat/chat-context";
import { DEFAULT_FORMAT } from "@/lib/answers/format";
import type { FormatOptions } from "@/lib/answers/format";
import type { Interaction } from "@/lib/interactions/event";

/** How amounts of this answer are written. */
export function useFormat(answered: Pick<Interaction, "shopId" | "source">): FormatOptions {
  const currency = currencyOf(answered, useChat().state.catalog);
  return useMemo(() => ({ ...DEFAULT_FORMAT, currency }), [currency]);
}
