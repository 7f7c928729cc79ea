import type { AskChoices } from "@/components/chat/chat-state";
import { engineLabel } from "@/lib/engines/engine-names";
import type { Catalog } from "@/lib/ask/catalog";
import { ENGINES } from "@/lib/engines/engine";

/** The two pickers of the composer as plain strings; `place` is "", "shop:13" or "source:bank". */
export type Picked = { readonly engine: string; readonly place: string };
export type PlaceGroup = {
  readonly label: string;
  readonly places: readonly { readonly value: string; readonly label: string; readonly disabled: boolean }[];
};

export const ENGINE_CHOICES = [{ value: "auto", label: "Auto" }, ...ENGINES.map((name) => ({ value: name, label: engineLabel(name) }))];

/** The places that the chosen engine can be asked about; none for logs, which are asked about a file. */
export function placesFor(engine: string, catalog: Catalog): readonly PlaceGroup[] {
  const shops = catalog.shops.map((shop) => ({ value: `shop:${shop.id}`, label: shop.name, disabled: false }));
  const sources = catalog.sources
    .filter((source) => source.engine === "text2sql")
    .map((source) => ({ value: `source:${source.id}`, label: source.name, disabled: source.problem !== null }));
  const groups = [
    ...(engine === "auto" || engine === "shop" ? [{ label: "Shops", places: shops }] : []),
    ...(engine === "auto" || engine === "text2sql" ? [{ label: "Databases", places: sources }] : []),
  ];
  return groups.filter((group) => group.places.length > 0);
}

/** What is sent for the pickers. A remembered place that is gone, or that the engine cannot use, counts as not chosen. */
export function choicesFrom({ engine, place }: Picked, catalog: Catalog, uploadId: string | null): AskChoices {
  const known = ENGINES.find((name) => name === engine);
  const offered = placesFor(known ?? "auto", catalog).some((group) =>
    group.places.some((option) => option.value === place && !option.disabled),
  );
  const chosen = offered ? place : "";
  return {
    engine: known ?? "auto",
    source: chosen.startsWith("source:") ? chosen.slice("source:".length) : null,
    shopId: chosen.startsWith("shop:") ? Number(chosen.slice("shop:".length)) : null,
    uploadId,
  };
}
