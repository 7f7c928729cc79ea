import { z } from "zod";
import { TOOL_SCHEMAS, type ToolName } from "@/lib/engines/shop/calls/calls";
import { FilterSchema } from "@/lib/engines/shop/calls/filters";

const WindowInput = z
  .string()
  .min(1)
  .max(100)
  .describe(
    "A period, in words or dates: “last month”, “in the last 30 days”, “Q3 2026”, “from 2026-10-01 to 2026-10-15”, “since 2026-10-01”, “weekdays last month”. Relative periods count from the shop's present day.",
  );

const FilterInput = z
  .strictObject({
    field: FilterSchema.shape.field,
    op: FilterSchema.shape.op,
    values: z
      .array(z.union([z.string().max(200), z.number()]))
      .max(50)
      .default([])
      .describe(
        "What to compare with. Products, categories and customers by name or id; “between” takes both ends; “has” and “lacks” take none.",
      ),
  })
  .describe("One condition; all conditions of a list hold together.");
export type FilterInput = z.output<typeof FilterInput>;

const BoundInput = z
  .object({ op: z.enum(["is", "over", "at_least", "under", "at_most", "between"]), values: z.array(z.number()).min(1).max(2) })
  .nullable()
  .default(null);

const Filters = z.array(FilterInput).max(20);

const PartsInput = z.array(z.strictObject({ filters: Filters.default([]), window: WindowInput.nullable().default(null) })).max(4);

/** The parts of a call that a program says in its own way: periods in words, filters by name. */
export const SaidParts = z.object({
  window: WindowInput.nullable().optional(),
  base: WindowInput.nullable().optional(),
  registered: WindowInput.nullable().optional(),
  filters: Filters.optional(),
  part: Filters.optional(),
  sides: Filters.optional(),
  only: Filters.optional(),
  some: PartsInput.optional(),
  none: PartsInput.optional(),
});

/**
 * The arguments of a tool as a program passes them: the engine's own schema, with periods in words and filters
 * without the wording that the engine adds.
 */
export function callInput(tool: ToolName): z.ZodObject {
  const schema: z.ZodObject = TOOL_SCHEMAS[tool];
  const { shape } = schema;
  const isRequired = (name: string): boolean => !z.safeParse(shape[name] ?? z.unknown(), undefined).success;
  const windows = ["window", "base", "registered"]
    .filter((name) => name in shape)
    .map((name) => [name, isRequired(name) ? WindowInput : WindowInput.nullable().default(null)]);
  const filters = ["filters", "part", "only"].filter((name) => name in shape).map((name) => [name, Filters.default([])]);
  const sides = "sides" in shape ? [["sides", z.array(FilterInput).min(2).max(4)]] : [];
  const parts = ["some", "none"].filter((name) => name in shape).map((name) => [name, PartsInput.default([])]);
  // Held against another group, only questions in words are: a program passes the figure.
  const having = "having" in shape ? [["having", BoundInput]] : [];
  return schema.extend(Object.fromEntries([...windows, ...filters, ...sides, ...parts, ...having]));
}
