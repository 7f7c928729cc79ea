import { upperFirst } from "@/lib/answers/format";
import { MONTH_NAMES } from "@/lib/answers/months";
import { isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { isBasket, type Filter } from "@/lib/engines/shop/calls/filters";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import type { Facts, Named, Part } from "@/lib/engines/shop/wording/facts";
import { DIMENSIONS, FIXED, MEASURES, ROWS, UNITS, VALUES } from "@/lib/engines/shop/wording/spanish-names";
import { isoOf, lastDayOf } from "@/lib/language/calendar";
import type { Tongue } from "@/lib/engines/shop/wording/tongue";
import type { DateWindow } from "@/lib/language/date-window";

/** Spanish, as a shop's assistant in Spain writes it: "1.234,50", "31 de octubre de 2026". */
export const SPANISH_TONGUE: Tongue = {
  locale: "es-ES",
  say,
  window: windowPhrase,
  filters: filterPhrase,
  bounds,
  nothing: (about, where) => `No hay nada registrado${about === null ? "" : ` sobre ${MEASURES[about]}`}${where}.`,
  zero: "No se registró nada.",
  notes: {
    running: "El último período aún está en curso.",
    gaps: "Los períodos sin datos aparecen como 0.",
    everyStatus: "Se cuentan los pedidos de todos los estados, también los cancelados.",
    cancelledOut: "No se cuentan los pedidos cancelados.",
    refunds: "Los reembolsos no se descuentan.",
    refundDay: "Por el día del reembolso.",
    cost: "Con el coste actual de cada producto; los productos sin coste no se cuentan.",
    placed: "Las fechas son las del pedido; no está registrado cuándo cambió su estado.",
  },
  refusals: {
    unsafe: "Aquí solo se hacen preguntas: no se puede cambiar, añadir ni borrar nada.",
    other_shop: "Aquí solo se puede preguntar por esta tienda; los datos de otras tiendas están cerrados.",
    not_recorded: "Eso no está registrado. Sí lo están los pedidos, productos, clientes, reembolsos, cupones y existencias.",
    unknown_words: "No he entendido {words}. No es ningún producto, categoría, ciudad, cliente ni cupón de esta tienda.",
    unclear: "¿Qué quieres saber exactamente? Elige una pregunta o dilo de otra forma.",
    customer_lookup: "Hay varios clientes con ese nombre, o ninguno. Indica el número del cliente.",
  },
  starters: [
    "¿Cuántos pedidos hay este mes?",
    "Ingresos del mes pasado",
    "Los 10 productos más vendidos este mes",
    "Los 10 mejores clientes",
  ],
  followUps: {
    "By month": "Por mes",
    "By channel": "Por canal",
    "By status": "Por estado",
    "By city": "Por ciudad",
    "And the month before?": "¿Y el mes anterior?",
    "Only last month": "Solo el mes pasado",
    "Only paid orders": "Solo pedidos pagados",
    "And the revenue?": "¿Y los ingresos?",
    "Only unpaid ones": "Solo sin pagar",
    "And this year?": "¿Y este año?",
    "List them": "Muéstralos",
  },
};

function date(iso: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(iso);
  if (quarter) return `el trimestre ${quarter[2] ?? ""} de ${quarter[1] ?? ""}`;
  const [, year, month, day, time] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[ T](\d{2}:\d{2}))?/.exec(iso) ?? [];
  const name = MONTH_NAMES.es[Number(month) - 1];
  if (name === undefined || year === undefined) return iso;
  return `${day === undefined ? "" : `${Number(day)} de `}${name} de ${year}${time === undefined ? "" : `, ${time}`}`;
}

function say(facts: Facts, where: string): string {
  switch (facts.kind) {
    case "nothing":
      return "";
    case "figure":
      return facts.per === null
        ? `${upperFirst(MEASURES[facts.measure])}${where} ${isPlural(facts.measure) ? "fueron" : "fue"}${isCount(facts.measure) ? "" : " de"} ${facts.figure}.`
        : `De media, ${MEASURES[facts.measure]} por ${DIMENSIONS[facts.per][0]}${where}: ${facts.figure}.`;
    case "figures":
      return `${upperFirst(
        facts.items
          .map(({ measure, figure }) => `${MEASURES[measure]} ${figure}`)
          .join("; ")
          .replace(/^(.*?) (?=\S+$)/, "$1 "),
      )}${where === "" ? "" : ` (${where.trim()})`}.`;
    case "rows":
      if (facts.first && facts.count === 1) return `${upperFirst(ROWS[facts.noun][0])}${where}: ${named(facts.first)}.`;
      return `${facts.isCut ? "Se muestran" : "Hay"} ${facts.figure} ${ROWS[facts.noun][facts.count === 1 ? 0 : 1]}${where}.${facts.shown === null ? "" : ` Se muestran los primeros ${facts.shown}.`}`;
    case "groups":
      return `${upperFirst(MEASURES[facts.measure])} por ${facts.by.map((name) => DIMENSIONS[name][0]).join(" y ")}${where}: el valor más alto corresponde a ${named(facts.best)}${facts.least === null ? "" : ` y el más bajo a ${named(facts.least)}`}.`;
    case "ranking": {
      const end = facts.order === "asc" ? "menor" : "mayor";
      const [first] = facts.rows;
      if (facts.rows.length === 1 && first)
        return `${upperFirst(article(facts.by))} con ${end} valor de ${bare(facts.measure)}${where} es ${named(first)}.`;
      return `${upperFirst(DIMENSIONS[facts.by][1])} con ${end} valor de ${bare(facts.measure)}${where}: ${list(facts.rows.map(named))}.`;
    }
    case "groupCount":
      return `${facts.figure} ${DIMENSIONS[facts.by][1]} con ${bare(facts.measure)}${facts.having === null ? "" : ` ${boundOf(facts.having.op, [...facts.having.values])}`}${where}.`;
    case "conditions":
      return `Hay ${facts.figure} ${DIMENSIONS[facts.by][facts.figure === "1" ? 0 : 1]}${where}: ${list([
        ...facts.some.map((part) => `con pedidos${partPhrase(part)}`),
        ...facts.none.map((part) => `sin pedidos${partPhrase(part)}`),
        ...(facts.only.length === 0 ? [] : [`solo con pedidos${filterPhrase(facts.only)}`]),
        ...(facts.every === null ? [] : [`con pedidos en cada ${DIMENSIONS[facts.every][0]}`]),
      ])}.`;
    case "sides":
      return `${upperFirst(MEASURES[facts.measure])}${facts.by === null ? "" : ` por ${DIMENSIONS[facts.by][0]}`}${where}: ${facts.items.map(({ of, figure, best }) => `${filterPhrase([of]).trim()} ${best === null ? figure : `el valor más alto corresponde a ${named(best)}`}`).join("; ")}.`;
    case "leaders":
      return `${upperFirst(DIMENSIONS[facts.by][facts.rows.length > 1 ? 1 : 0])} con ${facts.order === "asc" ? "menor" : "mayor"} valor de ${bare(facts.measure)} por ${DIMENSIONS[facts.within][0]}${where}: ${facts.rows.map((row) => `${nameIn(row.groupColumn, row.group)}: ${named(row)}`).join("; ")}.`;
    case "change": {
      const moved =
        facts.sign === 0
          ? "no hubo cambio"
          : `${facts.sign > 0 ? "un aumento" : "una bajada"} de ${facts.by}${facts.percent === null ? "" : `, es decir, del ${facts.percent}`}`;
      const parts = facts.segments.length === 0 ? "" : ` Lo que más cambió: ${list(facts.segments.map(named))}.`;
      return `${upperFirst(MEASURES[facts.measure])} ${isPlural(facts.measure) ? "fueron" : "fue"} ${facts.now}${where}, frente a ${facts.then}${windowPhrase(facts.base)}: ${moved}.${parts}`;
    }
    case "share":
      return `El ${facts.percent} de ${MEASURES[facts.measure]}${where}${facts.of.length === 0 ? "" : ` corresponde a${filterPhrase(facts.of)}`}: ${facts.part} de ${facts.whole}.`;
    case "overview":
      return `${facts.orders} pedidos${where}, con ${facts.revenue} de ingresos, ${facts.average} de media por pedido y ${facts.buyers} clientes.`;
    case "dates":
      return `El primero de los ${ROWS[facts.noun][1]}${where} es del ${date(facts.first)} y el último del ${date(facts.last)}.`;
    default:
      return facts satisfies never;
  }
}

function partPhrase({ filters, window }: Part): string {
  return `${filterPhrase(filters)}${windowPhrase(window)}`;
}

function windowPhrase(window: DateWindow | null): string {
  if (window === null || (window.from === null && window.to === null && window.weekdays === null)) return "";
  const [, whole = window.label, until] = /^(.*) until (\d\d:\d\d)$/.exec(window.label) ?? [];
  if (until !== undefined) return `${windowPhrase({ ...window, label: whole })} hasta las ${until}`;
  const [label = "", only] = window.label.split(", ");
  const days = window.weekdays === null ? "" : `, ${(only ?? label).startsWith("except ") ? "" : "solo "}${weekdaysOf(only ?? label)}`;
  const last = window.to === null ? null : isoOf(lastDayOf(window.to));
  const from = window.from?.slice(0, 10) ?? null;
  if (from === null && last === null) return days.replace(", ", " ");
  const span =
    from !== null && last !== null
      ? from === last
        ? date(from)
        : `del ${date(from)} al ${date(last)}`
      : from !== null
        ? `desde el ${date(from)}`
        : `hasta el ${date(last ?? "")}`;
  const recent = /^the last (\d+) (day|week|month|quarter|year)s?$/.exec(label);
  const words = /earlier$/.test(window.label)
    ? null
    : (FIXED[label] ?? (recent ? (UNITS[recent[2] ?? ""] ?? "").replace("N", recent[1] ?? "") : null));
  if (words === null)
    return /^[A-Z][a-z]+ \d{4}$/.test(label) && from !== null
      ? ` en ${date(from.slice(0, 7))}${days}`
      : /^\d{4}$/.test(label)
        ? ` en ${label}${days}`
        : ` ${from === last && from !== null ? "el " : ""}${span}${days}`;
  return ` ${recent ? "en " : ""}${words}${window.partial && !recent && label !== "today" ? " hasta ahora" : ""} (${span})${days}`;
}

function weekdaysOf(label: string): string {
  if (label.startsWith("except ")) return `todos los días salvo ${daysNamed(label)}`;
  if (label.startsWith("weekend")) return "fines de semana";
  return label.startsWith("weekdays") ? "días laborables" : daysNamed(label);
}

function daysNamed(label: string): string {
  return list([...label.matchAll(/([A-Z][a-z]+day)s/g)].map(([, day = ""]) => plural(VALUES[day] ?? day)));
}

function plural(word: string): string {
  return /s$/.test(word) ? word : `${word}s`;
}

function filterPhrase(filters: readonly Filter[]): string {
  if (!isBasket(filters)) return filters.map((filter) => ` ${phraseOf(filter)}`).join("");
  const things = filters.filter(({ field }) => field === "product" || field === "category");
  const said = (isLeft: boolean): string => list(things.filter(({ op }) => (op === "not") === isLeft).map(phraseOf));
  return `${filterPhrase(filters.filter((filter) => !things.includes(filter)))} ${[said(false), said(true)].filter((part) => part !== "").join(" pero ")}`;
}

function phraseOf({ field, op, values, label }: Filter): string {
  const said = values.map((value) => VALUES[String(value)] ?? String(value)).join(" o ");
  const not = op === "not" ? "que no sean " : "";
  switch (field) {
    case "status":
    case "payment_status":
      return `${not}${op === "not" ? "" : "con estado "}${said}`;
    case "payment_method":
      return `${op === "not" ? "no pagados con" : "pagados con"} ${said}`;
    case "active":
      return op === "not" ? "inactivos" : "activos";
    case "channel":
      return `por el canal ${said}`;
    case "city":
      return `${op === "not" ? "fuera de" : "en"} ${said}`;
    case "home_city":
      return `${op === "not" ? "de clientes que no viven en" : "de clientes que viven en"} ${said}`;
    case "customer_kind":
      return (
        {
          new: "de clientes nuevos",
          repeat: "de clientes recurrentes",
          returning: "de clientes recurrentes",
          one_time: "de clientes con un solo pedido",
        }[String(values[0])] ?? label
      );
    case "coupon":
      return op === "has" ? "con cupón" : op === "lacks" ? "sin cupón" : `con el cupón ${said}`;
    case "discount":
      return op === "has" ? "con descuento" : "sin descuento";
    case "category":
    case "product":
    case "customer":
      return `${op === "not" ? "sin" : "de"} ${label
        .replace(/^not /, "")
        .replace("products named", "productos llamados")
        .replace(/^customer /, "cliente ")
        .replace(" or ", " o ")}`;
    case "order_value":
    case "price":
    case "stock":
    case "units":
    case "delivery_fee":
    case "refund_amount":
    case "margin":
    case "margin_percent":
      if (op === "has" || op === "lacks") return op === "has" ? "con coste conocido" : "sin coste conocido";
      return `con ${{ order_value: "total", price: "precio", stock: "existencias", units: "unidades", delivery_fee: "envío", refund_amount: "importe", margin: "margen por unidad", margin_percent: "margen" }[field]} ${boundOf(op, values)}`;
    case "hour":
    case "time":
      return `entre ${label.replace(" to ", " y ").replace("from ", "")}`;
    default:
      return `con ${label}`;
  }
}

function bounds(orders: Bound | null, spend: Bound | null): string {
  return `${orders === null ? "" : ` con ${boundOf(orders.op, [...orders.values]).replace(/^de /, "")} pedidos`}${spend === null ? "" : ` que gastaron ${boundOf(spend.op, [...spend.values]).replace(/^de /, "")}`}`;
}

function boundOf(op: Filter["op"], values: Filter["values"]): string {
  const [low = "", high = ""] = values.map(String);
  return {
    over: `de más de ${low}`,
    at_least: `de al menos ${low}`,
    under: `de menos de ${low}`,
    at_most: `de como máximo ${low}`,
    between: `entre ${low} y ${high}`,
    is: `de ${low}`,
    not: `distinto de ${low}`,
    has: "",
    lacks: "",
  }[op];
}

function named({ cell, column, figure }: Named): string {
  return `${nameIn(column, cell)} (${figure})`;
}

function nameIn(column: string, cell: unknown): string {
  const name =
    cell === null || cell === undefined
      ? "sin dato"
      : isTimeDimension(column)
        ? date(String(cell))
        : (VALUES[String(cell)] ?? String(cell));
  return column === "week" ? `la semana del ${name}` : name;
}

const isPlural = (measure: MeasureName): boolean => /^l[oa]s /.test(MEASURES[measure]);
const isCount = (measure: MeasureName): boolean =>
  measure.endsWith("_count") || measure === "units_sold" || measure === "products_sold" || measure === "stock_units";
const bare = (measure: MeasureName): string => MEASURES[measure].replace(/^(?:los|las|el|la) /, "");
const article = (name: DimensionName): string =>
  `${["city", "category", "main_category", "hour", "week", "active", "day_kind"].includes(name) ? "la" : "el"} ${DIMENSIONS[name][0]}`;
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} y ${items.at(-1) ?? ""}`;
