/** Measures of the cross product: how they are said, and how hand-written SQL counts them over its own FROM. */
type Rows = "orders" | "lines" | "refunds";
type CrossMeasure = {
  readonly name: string;
  readonly said: readonly string[];
  readonly most: readonly string[];
  readonly least: string;
  readonly rows: Rows;
  readonly sql: string;
  readonly kept: string;
  /** For the lines of a product or category. */ readonly onLines?: string;
  readonly more: number | null;
};

const SOLD = "o.status<>'cancelled'";
const MEASURES: readonly CrossMeasure[] = [
  {
    name: "orders",
    said: ["orders", "number of orders", "order count"],
    most: ["most orders", "highest number of orders"],
    least: "fewest orders",
    rows: "orders",
    sql: "COUNT(*)",
    kept: "1=1",
    onLines: "COUNT(DISTINCT o.id)",
    more: 100,
  },
  {
    name: "revenue",
    said: ["revenue", "sales", "turnover"],
    most: ["highest revenue", "most sales"],
    least: "lowest revenue",
    rows: "orders",
    sql: "SUM(o.grand_total)",
    kept: SOLD,
    onLines: "SUM(i.quantity*i.unit_price)",
    more: 150_000,
  },
  {
    name: "basket",
    said: ["average order value", "average basket", "AOV"],
    most: ["highest average order value", "biggest average order"],
    least: "lowest average order value",
    rows: "orders",
    sql: "AVG(o.grand_total)",
    kept: SOLD,
    more: null,
  },
  {
    name: "units",
    said: ["units sold", "pieces sold", "quantity sold"],
    most: ["most units sold", "most pieces sold"],
    least: "fewest units sold",
    rows: "lines",
    sql: "SUM(i.quantity)",
    kept: SOLD,
    more: 200,
  },
  {
    name: "discounts",
    said: ["discounts", "total discount", "discounts given"],
    most: ["highest discounts", "most discount"],
    least: "lowest discounts",
    rows: "orders",
    sql: "SUM(o.discount_amount)",
    kept: SOLD,
    more: 5_000,
  },
  {
    name: "fees",
    said: ["delivery fees", "delivery charges"],
    most: ["highest delivery fees"],
    least: "lowest delivery fees",
    rows: "orders",
    sql: "SUM(o.delivery_fee)",
    kept: SOLD,
    more: 10_000,
  },
  {
    name: "buyers",
    said: ["buyers", "number of buyers", "customers who bought"],
    most: ["most buyers"],
    least: "fewest buyers",
    rows: "orders",
    sql: "COUNT(DISTINCT o.customer_id)",
    kept: SOLD,
    onLines: "COUNT(DISTINCT o.customer_id)",
    more: 100,
  },
  {
    name: "refunds",
    said: ["refunds", "number of refunds"],
    most: ["most refunds"],
    least: "fewest refunds",
    rows: "refunds",
    sql: "COUNT(*)",
    kept: "1=1",
    more: 3,
  },
  {
    name: "refunded",
    said: ["refunded amount", "money refunded"],
    most: ["highest refunded amount"],
    least: "lowest refunded amount",
    rows: "refunds",
    sql: "SUM(r.amount)",
    kept: "1=1",
    more: 2_000,
  },
  {
    name: "profit",
    said: ["gross profit", "profit"],
    most: ["highest profit", "most profit"],
    least: "lowest profit",
    rows: "lines",
    sql: "COALESCE(SUM(i.quantity*(i.unit_price-p.cost)),0)",
    kept: SOLD,
    more: 40_000,
  },
  {
    name: "cancelled",
    said: ["cancelled orders", "cancellations"],
    most: ["most cancelled orders", "most cancellations"],
    least: "fewest cancelled orders",
    rows: "orders",
    sql: "COUNT(*)",
    kept: "o.status='cancelled'",
    more: 10,
  },
  {
    name: "unpaid",
    said: ["unpaid orders"],
    most: ["most unpaid orders"],
    least: "fewest unpaid orders",
    rows: "orders",
    sql: "COUNT(*)",
    kept: "o.payment_status='unpaid'",
    more: 20,
  },
];

type CrossDimension = {
  readonly name: string;
  readonly one: string;
  readonly many: string;
  readonly show: string;
  readonly key: string;
  readonly on: readonly Rows[];
  /** Two of its values, as said and in SQL. */ readonly pair?: readonly [string, string, string, string];
  readonly inTime?: true;
};
const ALL: readonly Rows[] = ["orders", "lines", "refunds"];
const DIMENSIONS: readonly CrossDimension[] = [
  {
    name: "city",
    one: "city",
    many: "cities",
    show: "o.shipping_city",
    key: "o.shipping_city",
    on: ALL,
    pair: ["Dhaka", "Sylhet", "o.shipping_city='Dhaka'", "o.shipping_city='Sylhet'"],
  },
  {
    name: "channel",
    one: "channel",
    many: "channels",
    show: "o.channel",
    key: "o.channel",
    on: ALL,
    pair: ["web", "app", "o.channel='web'", "o.channel='app'"],
  },
  {
    name: "method",
    one: "payment method",
    many: "payment methods",
    show: "o.payment_method",
    key: "o.payment_method",
    on: ALL,
    pair: ["card", "bank transfer", "o.payment_method='card'", "o.payment_method='bank_transfer'"],
  },
  { name: "category", one: "category", many: "categories", show: "COALESCE(g.name,'No category')", key: "g.id", on: ["lines"] },
  { name: "product", one: "product", many: "products", show: "p.name", key: "p.id", on: ["lines"] },
  { name: "month", one: "month", many: "months", show: "STRFTIME('%Y-%m',o.created_at)", key: "1", on: ALL, inTime: true },
  {
    name: "weekday",
    one: "weekday",
    many: "weekdays",
    show: "CASE STRFTIME('%w',o.created_at) WHEN '0' THEN 'Sunday' WHEN '1' THEN 'Monday' WHEN '2' THEN 'Tuesday' WHEN '3' THEN 'Wednesday' WHEN '4' THEN 'Thursday' WHEN '5' THEN 'Friday' ELSE 'Saturday' END",
    key: "1",
    on: ALL,
    inTime: true,
  },
];

/** Windows as said and in SQL, at the demo's present moment; T is the row's moment. */
const WINDOWS: readonly (readonly [string, string])[] = [
  ["in October", "T>='2026-10-01' AND T<'2026-11-01'"],
  ["last quarter", "T>='2026-07-01' AND T<'2026-10-01'"],
  ["this year", "T>='2026-01-01' AND T<'2026-11-18 15:30:01'"],
  ["", "1=1"],
];

export type CrossQuestion = {
  readonly form: string;
  readonly measure: string;
  readonly dimension: string;
  readonly text: string;
  readonly sql: string;
};

const FROM: Readonly<Record<Rows, string>> = {
  orders: "orders o",
  lines: "order_items i JOIN orders o ON o.id=i.order_id JOIN products p ON p.id=i.product_id LEFT JOIN categories g ON g.id=p.category_id",
  refunds: "refunds r JOIN orders o ON o.id=r.order_id",
};

/** The measure as lines must tell it for a product or category, or null where it has no such rows. */
function fitted(measure: CrossMeasure, dimension: CrossDimension): CrossMeasure | null {
  if (dimension.on.includes(measure.rows)) return measure;
  return measure.onLines === undefined ? null : { ...measure, rows: "lines", sql: measure.onLines };
}

function rowsSql(measure: CrossMeasure, dimension: CrossDimension | null, when: string, more = "1=1", tail = ""): string {
  const time = measure.rows === "refunds" ? "r.created_at" : "o.created_at";
  const [show, key] = [dimension?.show, dimension?.key].map((part) => part?.replaceAll("o.created_at", time));
  const where = `o.shop_id=13 AND ${measure.kept} AND ${when.replaceAll("T", time)} AND ${more}`;
  return `SELECT ${show === undefined ? "" : `${show} AS k,`}${measure.sql} AS v FROM ${FROM[measure.rows]} WHERE ${where}${key === undefined ? "" : ` GROUP BY ${key}`}${tail}`;
}

type Pair = {
  readonly measure: CrossMeasure;
  readonly dimension: CrossDimension;
  readonly window: readonly [string, string];
  readonly said: string;
  readonly most: string;
};
type Form = { readonly name: string; readonly texts: (pair: Pair) => readonly string[]; readonly sql: (pair: Pair) => string | null };

const WHOLE = (sql: string): string => `SELECT * FROM (${sql})`;

const FORMS: readonly Form[] = [
  {
    name: "by",
    texts: ({ said, dimension: { one, many }, window: [when] }) => [
      `${said} by ${one} ${when}`,
      `show me ${said} for each ${one} ${when}`,
      `${said} broken down by ${one} ${when}`,
      `${when ? `${when}, ` : ""}what were the ${said} per ${one}?`,
      `${many} and their ${said} ${when}`,
      `${said} across ${many} ${when}`,
      `how do ${said} split by ${one} ${when}`,
    ],
    sql: ({ measure, dimension, window }) => (dimension.name === "product" ? null : rowsSql(measure, dimension, window[1])),
  },
  {
    name: "most",
    texts: ({ most, dimension: { one }, window: [when] }) => [
      `which ${one} had the ${most} ${when}?`,
      `${one} with the ${most} ${when}`,
      `what ${one} has the ${most} ${when}`,
      `what is the ${one} with the ${most} ${when}`,
      `tell me which of the ${one === "city" ? "cities" : one === "category" ? "categories" : `${one}s`} had the ${most} ${when}`,
    ],
    sql: ({ measure, dimension, window }) => rowsSql(measure, dimension, window[1], "1=1", " ORDER BY v DESC,k LIMIT 1"),
  },
  {
    name: "least",
    texts: ({ measure: { least }, dimension: { one }, window: [when] }) => [
      `which ${one} had the ${least} ${when}?`,
      `${one} with the ${least} ${when}`,
    ],
    sql: ({ measure, dimension, window }) =>
      dimension.name === "month" || dimension.name === "product"
        ? null
        : rowsSql(measure, dimension, window[1], "1=1", " ORDER BY v,k LIMIT 1"),
  },
  {
    name: "top",
    texts: ({ said, most, dimension: { many }, window: [when] }) => [
      `top 3 ${many} by ${said} ${when}`,
      `3 ${many} with the ${most} ${when}`,
      `the three ${many} with the ${most} ${when}`,
      `rank the ${many} by ${said} ${when}, top 3`,
      `top 3 ${many} in terms of ${said} ${when}`,
      `best 3 ${many} for ${said} ${when}`,
    ],
    sql: ({ measure, dimension, window }) => rowsSql(measure, dimension, window[1], "1=1", " ORDER BY v DESC,k LIMIT 3"),
  },
  {
    name: "ranked",
    texts: ({ said, dimension: { many }, window: [when] }) => [
      `${many} ranked by ${said} ${when}`,
      `rank ${many} by ${said} ${when}`,
      `all ${many} sorted by ${said} ${when}`,
      `${many} by ${said}, highest first ${when}`,
    ],
    sql: ({ measure, dimension, window }) => (dimension.name === "product" ? null : rowsSql(measure, dimension, window[1])),
  },
  {
    name: "more",
    texts: ({
      measure: {
        more,
        said: [said = ""],
      },
      dimension: { many },
      window: [when],
    }) => [
      `which ${many} had more than ${more} ${said} ${when}`,
      `${many} with over ${more} ${said} ${when}`,
      `${many} where ${said} were above ${more} ${when}`,
    ],
    sql: ({ measure, dimension, window }) =>
      measure.more === null ? null : WHOLE(rowsSql(measure, dimension, window[1], "1=1", ` HAVING ${measure.sql}>${measure.more}`)),
  },
  {
    name: "how many more",
    texts: ({
      measure: {
        more,
        said: [said = ""],
      },
      dimension: { many },
      window: [when],
    }) => [`how many ${many} had more than ${more} ${said} ${when}`, `number of ${many} with over ${more} ${said} ${when}`],
    sql: ({ measure, dimension, window }) =>
      measure.more === null
        ? null
        : `SELECT COUNT(*) FROM (${rowsSql(measure, dimension, window[1], "1=1", ` HAVING ${measure.sql}>${measure.more}`)})`,
  },
  {
    name: "pair",
    texts: ({ said, dimension: { pair }, window: [when] }) => [
      `${said} ${pair?.[0]} vs ${pair?.[1]} ${when}`,
      `compare ${said} of ${pair?.[0]} and ${pair?.[1]} ${when}`,
      `${pair?.[0]} against ${pair?.[1]}, ${said} ${when}`,
      `${said} for ${pair?.[0]} and for ${pair?.[1]} ${when}`,
      `how do ${pair?.[0]} and ${pair?.[1]} compare in ${said} ${when}`,
    ],
    sql: ({ measure, dimension, window }) =>
      dimension.pair === undefined
        ? null
        : `${rowsSql(measure, null, window[1], dimension.pair[2])} UNION ALL ${rowsSql(measure, null, window[1], dimension.pair[3])}`,
  },
  {
    name: "value",
    texts: ({ measure, said, dimension: { pair }, window: [when] }) =>
      measure.sql.startsWith("COUNT")
        ? [`how many ${said.replace("number of ", "").replace("order count", "orders")} for ${pair?.[0]} ${when}`]
        : [`${said} in ${pair?.[0]} ${when}`, `what were the ${said} for ${pair?.[0]} ${when}`],
    sql: ({ measure, dimension, window }) =>
      dimension.pair === undefined || measure.name === "buyers" ? null : rowsSql(measure, null, window[1], dimension.pair[2]),
  },
  {
    name: "share",
    texts: ({ said, dimension: { one, many }, window: [when] }) => [
      `share of ${said} by ${one} ${when}`,
      `what percentage of ${said} does each ${one} have ${when}`,
      `what part of the ${said} comes from each ${one} ${when}`,
      `${said} by ${one} in percent ${when}`,
      `percentage of ${said} per ${one} ${when}`,
      `each of the ${many}' share of ${said} ${when}`,
    ],
    sql: ({ measure, dimension, window }) =>
      ["basket", "buyers", "cancelled", "unpaid"].includes(measure.name) ||
      dimension.name === "product" ||
      (measure.name === "orders" && dimension.on.length === 1)
        ? null
        : `SELECT k,100.0*v/SUM(v) OVER () FROM (${rowsSql(measure.name === "orders" ? { ...measure, kept: SOLD } : measure, dimension, window[1])})`,
  },
  {
    name: "two periods",
    texts: ({ said }) => [
      `${said} in October vs September`,
      `compare ${said} in October with September`,
      `${said} October against September`,
      `how did ${said} change from September to October`,
      `did ${said} go up in October compared to September`,
      `were ${said} higher in October than in September`,
      `${said} September and October side by side`,
      `by how much did ${said} rise or fall between September and October`,
    ],
    sql: ({ measure, dimension }) =>
      dimension.name !== "city"
        ? null
        : `SELECT (${rowsSql(measure, null, "T>='2026-10-01' AND T<'2026-11-01'")}),(${rowsSql(measure, null, "T>='2026-09-01' AND T<'2026-10-01'")})`,
  },
  {
    name: "plain",
    texts: ({ said, measure, window: [when] }) =>
      measure.sql.startsWith("COUNT")
        ? [`how many ${said.replace("number of ", "").replace("order count", "orders")} did we have ${when}`]
        : [`${said} ${when}`, `what were our ${said} ${when}?`, `give me the ${said} ${when}`, `how high were ${said} ${when}`],
    sql: ({ measure, dimension, window }) => (dimension.name !== "city" ? null : rowsSql(measure, null, window[1])),
  },
];

/** Every measure with every dimension in every form; the window and the words of the measure take turns. */
export function crossQuestions(): readonly CrossQuestion[] {
  let turn = 0;
  return FORMS.flatMap((form) =>
    MEASURES.flatMap((whole) =>
      DIMENSIONS.flatMap((dimension) => {
        const measure = fitted(whole, dimension);
        if (measure === null) return [];
        const base = { measure, dimension, window: WINDOWS[0] ?? ["", "1=1"], said: "", most: "" } as const;
        return form.texts(base).flatMap((_, place) => {
          turn += 1;
          const pair: Pair = {
            ...base,
            window: WINDOWS[turn % WINDOWS.length] ?? base.window,
            said: measure.said[turn % measure.said.length] ?? "",
            most: measure.most[turn % measure.most.length] ?? "",
          };
          const sql = form.sql(pair);
          return sql === null
            ? []
            : [
                {
                  form: form.name,
                  measure: measure.name,
                  dimension: dimension.name,
                  text: (form.texts(pair)[place] ?? "").replace(/\s+/g, " ").trim(),
                  sql,
                },
              ];
        });
      }),
    ),
  );
}
