import { MONTH_NAMES } from "@/lib/answers/months";
import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import { DIMENSIONS, FIXED, MEASURES, ROWS, UNITS, VALUES } from "@/lib/engines/shop/wording/bengali-names";
import type { Facts, Named, Part, RowNoun } from "@/lib/engines/shop/wording/facts";
import { isoOf, lastDayOf } from "@/lib/language/calendar";
import type { Tongue } from "@/lib/engines/shop/wording/tongue";
import type { DateWindow } from "@/lib/language/date-window";

const PEOPLE: ReadonlySet<RowNoun> = new Set<RowNoun>(["customers", "buyers", "repeat", "one_time", "new", "lapsed", "never_ordered"]);

/** Bengali, with its own digits and grouping: "২৪,২১,৮৭৩.০০", "৩১ অক্টোবর ২০২৬". */
export const BENGALI_TONGUE: Tongue = {
  locale: "bn-BD",
  say,
  window: windowPhrase,
  filters: filterPhrase,
  bounds,
  nothing: (about, where) => `${where.trim()}${where === "" ? "" : " "}${about === null ? "কোনো তথ্য" : MEASURES[about]} পাওয়া যায়নি।`,
  zero: "কিছুই রেকর্ড হয়নি।",
  notes: {
    running: "শেষ সময়কালটি এখনো চলছে।",
    gaps: "যে সময়ে কিছু নেই, সেখানে ০ দেখানো হয়েছে।",
    everyStatus: "সব স্ট্যাটাসের অর্ডার গোনা হয়েছে, বাতিলও।",
    cancelledOut: "বাতিল অর্ডার বাদ দেওয়া হয়েছে।",
    refunds: "রিফান্ড বাদ দেওয়া হয়নি।",
    refundDay: "রিফান্ডের দিন অনুযায়ী।",
    cost: "পণ্যের বর্তমান খরচ ধরে; যেসব পণ্যের খরচ জানা নেই সেগুলো বাদ।",
    placed: "তারিখগুলো অর্ডার করার; স্ট্যাটাস কবে বদলেছে তা রেকর্ড করা হয় না।",
  },
  refusals: {
    unsafe: "এখানে শুধু প্রশ্ন করা যায়: কিছুই বদলানো, যোগ করা বা মোছা যায় না।",
    other_shop: "এখানে শুধু এই দোকানের তথ্য জানা যায়; অন্য দোকানের তথ্য বন্ধ।",
    not_recorded: "এটি রেকর্ড করা হয় না। অর্ডার, পণ্য, গ্রাহক, রিফান্ড, কুপন ও স্টকের তথ্য আছে।",
    unknown_words: "{words} বুঝতে পারিনি। এই দোকানে এমন কোনো পণ্য, ক্যাটাগরি, শহর, গ্রাহক বা কুপন নেই।",
    unclear: "ঠিক কী জানতে চান? একটি প্রশ্ন বেছে নিন বা অন্যভাবে বলুন।",
    customer_lookup: "এই নামে একাধিক গ্রাহক আছেন, বা কেউ নেই। গ্রাহকের নম্বর দিন।",
  },
  starters: ["এই মাসে কতটি অর্ডার হয়েছে?", "গত মাসে মোট বিক্রি কত?", "এই মাসের সেরা ১০ বিক্রিত পণ্য", "সেরা ১০ গ্রাহক"],
  followUps: {
    "By month": "মাস অনুযায়ী",
    "By channel": "চ্যানেল অনুযায়ী",
    "By status": "স্ট্যাটাস অনুযায়ী",
    "By city": "শহর অনুযায়ী",
    "And the month before?": "আর তার আগের মাসে?",
    "Only last month": "শুধু গত মাস",
    "Only paid orders": "শুধু পরিশোধিত অর্ডার",
    "And the revenue?": "আর আয়?",
    "Only unpaid ones": "শুধু অপরিশোধিত",
    "And this year?": "আর এই বছর?",
    "List them": "তালিকা",
  },
};

function digits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x09e6 + Number(digit)));
}

function date(iso: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(iso);
  if (quarter) return digits(`${quarter[1] ?? ""} সালের প্রান্তিক ${quarter[2] ?? ""}`);
  const [, year, month, day, time] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[ T](\d{2}:\d{2}))?/.exec(iso) ?? [];
  const name = MONTH_NAMES.bn[Number(month) - 1];
  if (name === undefined || year === undefined) return digits(iso);
  return digits(`${day === undefined ? "" : `${Number(day)} `}${name} ${year}${time === undefined ? "" : `, ${time}`}`);
}

function say(facts: Facts, where: string): string {
  const lead = where.trim() === "" ? "" : `${where.trim()} `;
  switch (facts.kind) {
    case "nothing":
      return "";
    case "figure":
      return `${lead}${facts.per === null ? "" : `${DIMENSIONS[facts.per]}প্রতি গড়ে `}${MEASURES[facts.measure]} ${facts.figure}।`;
    case "figures":
      return `${lead}${facts.items.map(({ measure, figure }) => `${MEASURES[measure]} ${figure}`).join(", ")}।`;
    case "rows":
      if (facts.first && facts.count === 1) return `${lead}${ROWS[facts.noun]}: ${named(facts.first)}।`;
      return `${lead}${digits(facts.figure)}${PEOPLE.has(facts.noun) ? " জন" : "টি"} ${ROWS[facts.noun]} ${facts.isCut ? "দেখানো হচ্ছে" : "আছে"}।${facts.shown === null ? "" : ` প্রথম ${digits(String(facts.shown))}টি দেখানো হচ্ছে।`}`;
    case "groups":
      return `${lead}${facts.by.map((name) => DIMENSIONS[name]).join(" ও ")} অনুযায়ী ${MEASURES[facts.measure]}: সবচেয়ে বেশি ${named(facts.best)}${facts.least === null ? "" : `, সবচেয়ে কম ${named(facts.least)}`}।`;
    case "ranking":
      return `${lead}${MEASURES[facts.measure]} অনুযায়ী ${facts.order === "asc" ? "সবচেয়ে পেছনের" : "সেরা"} ${DIMENSIONS[facts.by]}: ${facts.rows.map(named).join(", ")}।`;
    case "groupCount":
      return `${lead}${facts.having === null ? "" : `${boundOf(facts.having.op, [...facts.having.values])} `}${MEASURES[facts.measure]} সহ ${DIMENSIONS[facts.by]}: ${facts.figure}টি।`;
    case "conditions":
      return `${lead}${[
        ...facts.some.map((part) => `${partPhrase(part)} অর্ডার আছে`),
        ...facts.none.map((part) => `${partPhrase(part)} কোনো অর্ডার নেই`),
        ...(facts.only.length === 0 ? [] : [`শুধু${filterPhrase(facts.only)} অর্ডার আছে`]),
        ...(facts.every === null ? [] : [`প্রতি ${DIMENSIONS[facts.every]} অর্ডার আছে`]),
      ]
        .map((part) => part.trim())
        .join(", ")} এমন ${DIMENSIONS[facts.by]}: ${digits(facts.figure)}।`;
    case "sides":
      return `${lead}${facts.by === null ? "" : `${DIMENSIONS[facts.by]} অনুযায়ী `}${MEASURES[facts.measure]}: ${facts.items.map(({ of, figure, best }) => `${filterPhrase([of]).trim()} ${best === null ? figure : `সবচেয়ে বেশি ${named(best)}`}`).join(", ")}।`;
    case "leaders":
      return `${lead}প্রতিটি ${DIMENSIONS[facts.within]} অনুযায়ী ${MEASURES[facts.measure]}-এ ${facts.order === "asc" ? "সবচেয়ে পেছনের" : "সেরা"} ${DIMENSIONS[facts.by]}: ${facts.rows.map((row) => `${nameIn(row.groupColumn, row.group)}: ${named(row)}`).join("; ")}।`;
    case "change": {
      const moved =
        facts.sign === 0
          ? "কোনো পরিবর্তন নেই"
          : `${facts.by} ${facts.percent === null ? "" : `বা ${facts.percent} `}${facts.sign > 0 ? "বেড়েছে" : "কমেছে"}`;
      return `${lead}${MEASURES[facts.measure]} ${facts.now};${windowPhrase(facts.base)} ছিল ${facts.then}: ${moved}।${facts.segments.length === 0 ? "" : ` সবচেয়ে বেশি বদলেছে: ${facts.segments.map(named).join(", ")}।`}`;
    }
    case "share":
      return `${lead}${MEASURES[facts.measure]}${facts.of.length === 0 ? "" : ` থেকে${filterPhrase(facts.of)}`} ${facts.percent}: ${facts.whole} এর মধ্যে ${facts.part}।`;
    case "overview":
      return `${lead}${facts.orders}টি অর্ডার, মোট বিক্রি ${facts.revenue}, অর্ডারপ্রতি গড়ে ${facts.average}, ক্রেতা ${facts.buyers} জন।`;
    case "dates":
      return `${lead}প্রথম ${ROWS[facts.noun]} ${date(facts.first)}, সর্বশেষ ${date(facts.last)}।`;
    default:
      return facts satisfies never;
  }
}

function partPhrase({ filters, window }: Part): string {
  return `${windowPhrase(window)}${filterPhrase(filters)}`;
}

function windowPhrase(window: DateWindow | null): string {
  if (window === null || (window.from === null && window.to === null && window.weekdays === null)) return "";
  const [, whole = window.label, until] = /^(.*) until (\d\d:\d\d)$/.exec(window.label) ?? [];
  if (until !== undefined) return `${windowPhrase({ ...window, label: whole })} ${digits(until)} পর্যন্ত`;
  const [label = "", only] = window.label.split(", ");
  const days = window.weekdays === null ? "" : ` ${(only ?? label).startsWith("except ") ? "" : "শুধু "}${weekdaysOf(only ?? label)}`;
  const last = window.to === null ? null : isoOf(lastDayOf(window.to));
  const from = window.from?.slice(0, 10) ?? null;
  if (from === null && last === null) return days;
  const span =
    from !== null && last !== null
      ? from === last
        ? date(from)
        : `${date(from)} থেকে ${date(last)}`
      : from !== null
        ? `${date(from)} থেকে`
        : `${date(last ?? "")} পর্যন্ত`;
  const recent = /^the last (\d+) (day|week|month|quarter|year)s?$/.exec(label);
  const words = /earlier$/.test(window.label)
    ? null
    : (FIXED[label] ?? (recent ? `গত ${digits(recent[1] ?? "")} ${UNITS[recent[2] ?? ""] ?? ""}` : null));
  if (words === null)
    return /^[A-Z][a-z]+ \d{4}$/.test(label) && from !== null
      ? ` ${date(from.slice(0, 7))} মাসে${days}`
      : /^\d{4}$/.test(label)
        ? ` ${digits(label)} সালে${days}`
        : ` ${span}${days}`;
  return ` ${words}${window.partial && !recent && label !== "today" ? " এখন পর্যন্ত" : ""} (${span})${days}`;
}

function weekdaysOf(label: string): string {
  if (label.startsWith("weekend")) return "ছুটির দিনে";
  const days = [...label.matchAll(/([A-Z][a-z]+day)s/g)].map(([, day = ""]) => VALUES[day] ?? day).join(" ও ");
  if (label.startsWith("except ")) return `${days} বাদে`;
  return label.startsWith("weekdays") ? "কর্মদিবসে" : `${days}ে`;
}

function filterPhrase(filters: readonly Filter[]): string {
  return filters.map((filter) => ` ${phraseOf(filter)}`).join("");
}

function phraseOf({ field, op, values, label }: Filter): string {
  const said = values.map((value) => VALUES[String(value)] ?? String(value)).join(" বা ");
  const not = op === "not" ? " ছাড়া" : "";
  switch (field) {
    case "status":
    case "payment_status":
      return `${said}${not}`;
    case "payment_method":
      return `${said}${op === "not" ? " ছাড়া" : "-এ পরিশোধের"}`;
    case "active":
      return op === "not" ? "নিষ্ক্রিয়" : "সক্রিয়";
    case "channel":
      return `${said} থেকে আসা`;
    case "city":
      return op === "not" ? `${said}-এর বাইরে` : `${said} শহরে`;
    case "home_city":
      return `${said} শহরে বসবাসকারী${not} গ্রাহকের`;
    case "customer_kind":
      return (
        { new: "নতুন গ্রাহকের", repeat: "নিয়মিত গ্রাহকের", returning: "নিয়মিত গ্রাহকের", one_time: "একবারের গ্রাহকের" }[String(values[0])] ??
        label
      );
    case "coupon":
      return op === "has" ? "কুপনসহ" : op === "lacks" ? "কুপন ছাড়া" : `${said} কুপনসহ`;
    case "discount":
      return op === "has" ? "ছাড়সহ" : "ছাড় ছাড়া";
    case "category":
    case "product":
    case "customer":
      return `${label
        .replace(/^not /, "")
        .replace("products named", "নামের পণ্য")
        .replace(/^customer /, "গ্রাহক ")
        .replace(" or ", " বা ")}${op === "not" ? " ছাড়া" : "-এর"}`;
    case "order_value":
    case "price":
    case "stock":
    case "units":
    case "delivery_fee":
    case "refund_amount":
    case "margin":
    case "margin_percent":
      if (op === "has" || op === "lacks") return op === "has" ? "খরচ জানা আছে এমন" : "খরচ জানা নেই এমন";
      return `${{ order_value: "মোট", price: "দাম", stock: "স্টক", units: "ইউনিট", delivery_fee: "ডেলিভারি চার্জ", refund_amount: "রিফান্ড", margin: "প্রতি ইউনিটে লাভ", margin_percent: "লাভের হার" }[field]} ${boundOf(op, values)}`;
    case "hour":
    case "time":
      return digits(label.replace("from ", "").replace(" to ", " থেকে "));
    default:
      return label;
  }
}

function bounds(orders: Bound | null, spend: Bound | null): string {
  return `${orders === null ? "" : ` ${boundOf(orders.op, [...orders.values])} অর্ডার করা`}${spend === null ? "" : ` ${boundOf(spend.op, [...spend.values])} খরচ করা`}`;
}

function boundOf(op: Filter["op"], values: Filter["values"]): string {
  const [low = "", high = ""] = values.map((value) => digits(String(value)));
  return {
    over: `${low}-এর বেশি`,
    at_least: `অন্তত ${low}`,
    under: `${low}-এর কম`,
    at_most: `সর্বোচ্চ ${low}`,
    between: `${low} থেকে ${high}`,
    is: `ঠিক ${low}`,
    not: `${low} নয়`,
    has: "আছে",
    lacks: "নেই",
  }[op];
}

function named({ cell, column, figure }: Named): string {
  return `${nameIn(column, cell)} (${figure})`;
}

function nameIn(column: string, cell: unknown): string {
  const name =
    cell === null || cell === undefined ? "তথ্য নেই" : isTimeDimension(column) ? date(String(cell)) : (VALUES[String(cell)] ?? String(cell));
  return column === "week" ? `${name} থেকে শুরু সপ্তাহ` : name;
}
