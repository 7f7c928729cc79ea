import type { Value } from "@/lib/query/ir";
import { sqlLiteral } from "@/lib/query/inline-params";
import { tokenizeSql } from "@/lib/query/sql-tokens";
import type { DateWindow } from "@/lib/language/date-window";

/** What a plan binds: a number, a text or a date window, with the place where it stands and what it is compared with. */
export type Leaf = {
  readonly path: readonly string[];
  readonly value: Value | { readonly from: string | null; readonly to: string | null };
  /** Column of the schema, where the place names one. */
  readonly column: number | null;
  /** The words beside a value of the shop, which must change with it. */
  readonly label: string | null;
  readonly role: "value" | "limit" | "pattern" | "window" | "grouping";
};

/** The part of a plan that its values live in: a text2sql draft, a shop tool's arguments, or SQL that a person wrote. */
export type PlanPart =
  | { readonly kind: "draft"; readonly draft: unknown }
  | { readonly kind: "call"; readonly args: unknown }
  | { readonly kind: "sql"; readonly sql: string };

/** Every value that a plan binds, in the order of the plan. */
export function leavesOf(part: PlanPart): readonly Leaf[] {
  switch (part.kind) {
    case "draft":
      return collect(part.draft, [], [], draftLeaf);
    case "call":
      return collect(part.args, [], [], callLeaf);
    case "sql":
      return sqlLeaves(part.sql);
    default:
      return part satisfies never;
  }
}

type Change = { readonly leaf: Leaf; readonly value: unknown; readonly label: string | null; readonly window?: DateWindow };

/** A copy of the part with other values at some places. */
export function withLeaves(part: PlanPart, changes: readonly Change[]): PlanPart {
  switch (part.kind) {
    case "draft":
      return {
        kind: "draft",
        draft: changes.reduce((draft, { leaf, value, window }) => withShown(setAt(draft, leaf.path, value), window), part.draft),
      };
    case "call":
      return {
        kind: "call",
        args: changes.reduce((args, { leaf, value, label }) => setLabel(setAt(args, leaf.path, value), leaf, label), part.args),
      };
    case "sql":
      return { kind: "sql", sql: writeLiterals(part.sql, changes) };
    default:
      return part satisfies never;
  }
}

/** The window that an answer shows is beside the dates that the query binds. */
function withShown(draft: unknown, window: DateWindow | undefined): unknown {
  if (window === undefined || window.from === null || window.to === null || fieldAt(draft, "window") === undefined) return draft;
  const { label, from, to, partial } = window;
  return setAt(draft, ["window"], { label, from, to, partial });
}

type Reader = (key: string, value: unknown, parents: readonly unknown[], path: readonly string[]) => Omit<Leaf, "path"> | null;

function collect(value: unknown, path: readonly string[], parents: readonly unknown[], read: Reader): readonly Leaf[] {
  const found = read(path.at(-1) ?? "", value, parents, path);
  if (found) return [{ ...found, path }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => collect(inner, [...path, key], [value, ...parents], read));
}

const DRAFT_KEYS: Readonly<Record<string, Leaf["role"]>> = {
  value: "value",
  low: "value",
  high: "value",
  pattern: "pattern",
  limit: "limit",
};

const draftLeaf: Reader = (key, value, parents) => {
  const role = Object.hasOwn(DRAFT_KEYS, key) ? DRAFT_KEYS[key] : undefined;
  if (!role || (typeof value !== "number" && typeof value !== "string")) return null;
  const column = fieldAt(fieldAt(fieldAt(parents[0], "item"), "field"), "column");
  return { value, column: typeof column === "number" ? column : null, label: null, role };
};

const callLeaf: Reader = (key, value, parents, path) => {
  if (typeof value === "object" && value !== null && "from" in value && "to" in value && "label" in value) {
    const [from, to] = [value.from, value.to];
    const isBound = (side: unknown): side is string | null => side === null || typeof side === "string";
    return isBound(from) && isBound(to) ? { value: { from, to }, column: null, label: null, role: "window" } : null;
  }
  const holder = path.at(-2);
  if (holder === "group_by" && typeof value === "string") return { value, column: null, label: null, role: "grouping" };
  if ((key === "limit" || key === "lapsed_days") && typeof value === "number") return { value, column: null, label: null, role: "limit" };
  if (holder !== "values" || (typeof value !== "number" && typeof value !== "string")) return null;
  const label = fieldAt(parents[1], "label");
  return { value, column: null, label: typeof label === "string" ? label : null, role: "value" };
};

function sqlLeaves(sql: string): readonly Leaf[] {
  const tokens = tokenizeSql(sql);
  if (!tokens.ok) return [];
  return tokens.value.flatMap((token, at): Leaf[] => {
    const isLimit = tokens.value[at - 1]?.text.toLowerCase() === "limit";
    if (token.kind === "number" && /^\d+(?:\.\d+)?$/u.test(token.text))
      return [{ path: [String(token.start)], value: Number(token.text), column: null, label: null, role: isLimit ? "limit" : "value" }];
    return token.kind === "string"
      ? [
          {
            path: [String(token.start)],
            value: token.name,
            column: null,
            label: null,
            role: /[%_]/u.test(token.name) ? "pattern" : "value",
          },
        ]
      : [];
  });
}

function writeLiterals(sql: string, changes: readonly { readonly leaf: Leaf; readonly value: unknown }[]): string {
  const tokens = tokenizeSql(sql);
  if (!tokens.ok) return sql;
  let written = "";
  let at = 0;
  for (const token of tokens.value) {
    const change = changes.find(({ leaf }) => leaf.path[0] === String(token.start));
    if (!change || (typeof change.value !== "string" && typeof change.value !== "number")) continue;
    written += sql.slice(at, token.start) + sqlLiteral(change.value, "sqlite");
    at = token.start + token.text.length;
  }
  return written + sql.slice(at);
}

function fieldAt(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function setAt(value: unknown, path: readonly string[], wanted: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return wanted;
  if (Array.isArray(value)) return value.map((inner: unknown, index) => (String(index) === key ? setAt(inner, rest, wanted) : inner));
  return typeof value === "object" && value !== null ? { ...value, [key]: setAt(Reflect.get(value, key), rest, wanted) } : value;
}

/** The label of a filter stands beside its values. */
function setLabel(args: unknown, leaf: Leaf, label: string | null): unknown {
  return label === null || leaf.label === null ? args : setAt(args, [...leaf.path.slice(0, -2), "label"], label);
}
