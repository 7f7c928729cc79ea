import type { Part } from "@/lib/engines/parts";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import type { ShopPartContext } from "@/lib/engines/shop/parts/call";
import { figureParts } from "@/lib/engines/shop/parts/figures";
import { filterParts } from "@/lib/engines/shop/parts/filters";
import { boundParts, groupParts, orderParts, windowParts } from "@/lib/engines/shop/parts/shape";

/** The parts of a question to a shop, and what may stand in the place of each by the catalogue and the shop's own names. */
export function callParts(call: ShopCall, context: ShopPartContext): readonly Part<ShopCall>[] {
  return [
    ...figureParts(call),
    ...filterParts(call, context),
    ...windowParts(call, context),
    ...groupParts(call),
    ...boundParts(call),
    ...orderParts(call),
  ];
}
