import { expect, it } from "vitest";
import { otherNamesOf } from "@/lib/language/place-names";

it.each([
  ["Chattogram", ["Chittagong", "Chattagram", "Ctg"]],
  ["calcutta", ["Kolkata"]],
  ["Sylhet", []],
  ["", []],
])("knows the other names of %s", (place, names) => expect(otherNamesOf(place)).toEqual(names));
