import type { Catalog } from "@/lib/ask/catalog";
import type { Interaction } from "@/lib/interactions/event";

/**
 * The currency of an answer's amounts: its shop's where a shop was asked, else that of its database, whichever shop the question came from.
 * @returns null where none is known
 */
export function currencyOf(
  { shopId, source }: Pick<Interaction, "shopId" | "source">,
  { sources, shops }: Pick<Catalog, "sources" | "shops">,
): string | null {
  const asked = sources.find(({ id }) => id === source);
  const isOfShop = source === null || asked?.engine === "shop";
  return (isOfShop ? shops.find(({ id }) => id === shopId)?.currency : undefined) ?? asked?.currency ?? null;
}
