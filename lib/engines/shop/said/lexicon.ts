import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { FieldName } from "@/lib/engines/shop/calls/filters";
import type { MeasureName } from "@/lib/engines/shop/measures";

export type Noun = "orders" | "customers" | "buyers" | "products" | "categories" | "refunds" | "coupons" | "units" | "order_values";
export type CustomerKind = "repeat" | "one_time" | "new" | "registered" | "lapsed" | "never_ordered";
export type StockKind = "low" | "out" | "in" | "over" | "cover" | "all";
export type Mode =
  | "share"
  | "versus"
  | "growth"
  | "why"
  | "together"
  | "unsold"
  | "overview"
  | "list"
  | "who"
  | "which"
  | "when"
  | "count"
  | "amount"
  | "rate"
  | "trend"
  | "per"
  | "by"
  | "negation"
  | "different"
  | "recent"
  | "oldest"
  | "first"
  | "also"
  | "only"
  | "instead"
  | "all"
  | "sell"
  | "buy"
  | "spend"
  | "expensive"
  | "cheap"
  | "unit_of"
  | "with"
  | "both"
  | "others";

/** Whether a question has any of some modes. */
export function hasAny(modes: ReadonlySet<Mode>, ...names: readonly Mode[]): boolean {
  return names.some((name) => modes.has(name));
}

/** What a word or phrase of a question can mean to a shop. */
export type Meaning =
  | { readonly kind: "noun"; readonly noun: Noun }
  | { readonly kind: "measure"; readonly measure: MeasureName }
  | { readonly kind: "dimension"; readonly dimension: DimensionName }
  | { readonly kind: "aggregate"; readonly fn: "sum" | "avg" | "median" | "min" | "max" }
  | { readonly kind: "rank"; readonly direction: "asc" | "desc" }
  | {
      readonly kind: "value";
      readonly field: FieldName;
      readonly op: "is" | "not" | "has" | "lacks" | "under";
      readonly value: string | number | null;
      readonly label: string;
    }
  | { readonly kind: "customers"; readonly of: CustomerKind }
  | { readonly kind: "stock"; readonly of: StockKind }
  | { readonly kind: "bound"; readonly op: "over" | "at_least" | "under" | "at_most" | "between" | "is" }
  | { readonly kind: "rate"; readonly rate: "cancellation" | "refund" | "repeat" | "delivery" | "payment" }
  | { readonly kind: "mode"; readonly mode: Mode }
  | { readonly kind: "filler" };

type Of<K extends Meaning["kind"]> = Extract<Meaning, { kind: K }>;
type Entry = readonly [Meaning, string];

/** An entry for each way that a meaning comes in. */
const entriesOf = <K extends string>(meaning: (name: K) => Meaning, phrases: Partial<Record<K, string>>): readonly Entry[] =>
  (Object.keys(phrases) as K[]).map((name) => [meaning(name), phrases[name] ?? ""]);
const noun = (noun: Noun): Meaning => ({ kind: "noun", noun });
const measure = (measure: MeasureName): Meaning => ({ kind: "measure", measure });
const dimension = (dimension: DimensionName): Meaning => ({ kind: "dimension", dimension });
const aggregate = (fn: Of<"aggregate">["fn"]): Meaning => ({ kind: "aggregate", fn });
const rank = (direction: "asc" | "desc"): Meaning => ({ kind: "rank", direction });
const value = (field: FieldName, op: Of<"value">["op"], value: string | number | null, label: string): Meaning => ({
  kind: "value",
  field,
  op,
  value,
  label,
});
/** A value that is called by its own name. */
const valueOf =
  (field: FieldName) =>
  (name: string): Meaning =>
    value(field, "is", name, name.replaceAll("_", " "));
const mode = (mode: Mode): Meaning => ({ kind: "mode", mode });
const customers = (of: CustomerKind): Meaning => ({ kind: "customers", of });
const stock = (of: StockKind): Meaning => ({ kind: "stock", of });
const rate = (rate: Of<"rate">["rate"]): Meaning => ({ kind: "rate", rate });
const bound = (op: Of<"bound">["op"]): Meaning => ({ kind: "bound", op });

/** Every way of saying one part of each behind another; parts are told apart by "|", and may be empty. */
const ways = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.split("|"))
    .reduce((said, part) => said.flatMap((one) => part.map((other) => `${one} ${other}`.trim())))
    .join("|");

// "never placed any order", "did not make a single purchase": each way of saying it, whole.
const NEVER_PLACED = ways(
  "never|never yet|never even|not|not yet|not even|haven t|haven t yet|hasn t|didn t",
  "placed|place|made|make|put in|had",
  "an|any|a|a single|even a single|even one|one|one single",
  "order|purchase",
);

// "value of the stock at selling price", "what is our inventory worth at retail": stock by what it sells for.
const ON_HAND = ways("|the|our|my", "stock|inventory") + "|stock on hand|the stock on hand";
const AT_PRICE = ways(
  [ways("value of|worth of", ON_HAND), ways(ON_HAND, "|value|worth|valued")].join("|"),
  "at",
  "selling price|selling prices|sale price|sales price|sell price|retail|retail price|list price|full price|current price|our price|our selling price|the selling price|shelf price",
);

// "at or under their reorder level", "has dropped below the reorder point".
const LEVEL = ways(
  "|the|their|its",
  "reorder level|reorder point|re order level|reordering level|restock level|minimum stock|minimum level|minimum stock level",
);
const REORDER_LEVEL = [
  ways("|fallen|fell|dropped|gone|went", "at or below|at or under|below|under|beneath|at|below or at|less than|lower than", LEVEL),
  ways("reached", LEVEL),
].join("|");

// "orders with any coupon", "that used some voucher".
const ANY_COUPON = ways(
  "with|using|used|use|through|via|had|have|having|applied|apply",
  "any|some|a|one|any kind of|some kind of",
  "coupon|coupon code|promo code|voucher|discount code|promotion|code",
);

// "still haven't been paid", "didn't get paid", "waiting for the money".
const NOT_PAID = [
  ways(
    "not|never|haven t|hasn t|hadn t|weren t|wasn t|aren t|isn t|didn t|don t|yet to be|still to be|to be",
    "|yet|been|yet been|get|got|gotten|fully",
    "paid|paid for|settled|collected|pay",
  ),
  ways("waiting for|waiting on|awaiting|due for", "payment|the payment|money|the money|our money|to be paid"),
].join("|");

// "online vs cash on delivery", "COD or prepaid".
const [CASH, ONLINE] = ["cod|cash|cash on delivery", "online|prepaid|online payment|digital"];
const JOINT = "vs|v|versus|or|and|against|compared to|compared with";
const HOW_PAID = [ways(CASH, JOINT, ONLINE), ways(ONLINE, JOINT, CASH)].join("|");

// "days between two orders of a customer", "time from one order to the next".
const ORDER = "order|purchase";
const BETWEEN_ORDERS = [
  ways("day|time|gap|interval", "between", "|two|one|their|consecutive|repeat", ORDER, "|of a customer|of the same customer|per customer"),
  ways("day|time", "from one", ORDER, "to the next"),
  ways("day|time", "between one", ORDER, "and the next"),
  ways("day|time", "until|until the", "next", ORDER),
  ways(ORDER, "interval"),
  ways("how long between", ORDER),
  "reorder interval",
].join("|");

/** Phrases by meaning; longer phrases win over shorter ones. Words are compared in the singular too. */
export const ENTRIES: readonly Entry[] = [
  ...entriesOf(noun, {
    orders:
      "order|basket|cart|purchase|transaction|invoice|sale order|checkout|receipt|parcel|package|shipment|consignment|order count|order number|order volume|number of sale|sale count|how many sale",
    customers: "customer|folk|guy|clientele|patron|client|shopper|user|people|person|member|customer base|customer count|account",
    buyers:
      "buyer|paying customer|active customer|purchaser|customer who bought|customer who ordered|customer with order|customer who have ordered|customer that ordered|customer who purchased|unique customer|unique buyer|distinct customer",
    products:
      "product count|item count|sku count|article count|number of sku|product for sale|item for sale|product on offer|product|item|sku|seller|good|article|merchandise|listing|catalog|catalogue|catalog item|catalogue item|item in catalogue|item in catalog|product catalog|product catalogue|catalog size|catalogue size",
    categories:
      "category|department|product category|product group|product type|categorie|sub category|subcategory|sub categorie|subcategorie|sub department|product line|product family|product section|section|child category|child categorie",
    refunds:
      "refund|return|send back|sent back|sending back|send stuff back|send thing back|send things back|send item back|send them back|send it back|sent stuff back|sent thing back|sent item back|bring back|brought back|bring stuff back|bring thing back|money back|refund count|product return|returned order|refund made",
    coupons: "coupon|promo code|voucher|discount code|coupon code|promotion|promo",
    units:
      "unit|piece|pcs|item sold|unit sold|product sold|sold unit|piece sold|quantity|quantity sold|sale volume|volume|number of item|sold item|qty",
    order_values: "order value|order total|order amount|basket value|basket size|grand total|order size|bill",
  }),
  ...entriesOf(measure, {
    revenue:
      "gross takings|gross value|gross amount|sum of sale|revenue after discount|sale after discount|revenue net of discount|revenue|sale|sales|turnover|income|earning|earned|earn|taking|gross sale|gross revenue|gmv|total sale|sales amount|sale amount|sale value|sales value|money made|sales revenue|sale revenue|proceed|business did|money come in|money came in|cash in|total amount|money in|made in sale|how much money have we made|how much money did we make|how much money have i made|how much money did i make|how much money have we earned|how much have we made|how much have i made|how much money has the shop made|how much money did the shop make|take in|took in|taken in|bring in|brought in|bringing in|bringing|pull in|pulled in|rake in|raked in|haul in|hauled in|turn over|turned over|turning over|ring up|rang up|rung up|money",
    goods_sales:
      "subtotal|sub total|order subtotal|gross sale before discount|sale before discount|revenue before discount|gross revenue before discount|sale before any discount|revenue before any discount|sale before discount and delivery|sale before discount and delivery fee|merchandise value",
    revenue_without_delivery: ways(
      "revenue|sale|total revenue|total sale|turnover",
      "without|excluding|before|minus|less|net of|not counting",
      "delivery fee|delivery|shipping|shipping fee|delivery charge|the delivery fee",
    ),
    product_sales: "product sale|product sales|item sale|sale of product|value of product sold",
    net_revenue:
      "net revenue|net sale|net sales|revenue after refund|sale after refund|sales after refund|revenue less refund|revenue minus refund|revenue net of refund|net of refund|net income from order|net turnover",
    average_order_value:
      "average order value|aov|average order|avg order|mean order|mean order value|average sale|average basket|average basket value|average basket size|avg basket|avg basket size|avg basket value|avg ticket|average ticket size|ticket size|average order worth|avg cart|avg cart value|average ticket|average transaction|average transaction value|average purchase|average order size|average price of an order|average price of order|average price per order|average order price|average order amount|average order total|avg order value|typical order value|average spend per order|average revenue per order|average bill|average invoice|average cart|average cart value|revenue per order|sale per order|average value of order|average value of an order|average amount per order|average value per order|average total per order",
    average_line_value:
      "average line value|avg line value|mean line value|line value|average value of a line|average value per line|average value of an order line|average order line value|order line value|value per line|value per order line|average line total|average line amount",
    median_order_value: "median order value|median order|median sale|middle order value|median order total|median basket",
    largest_order:
      "largest order value|highest order value|maximum order value|max order value|biggest order value|largest order amount|highest order amount|maximum order amount|max order|maximum order|highest order total",
    smallest_order:
      "smallest order value|lowest order value|minimum order value|min order value|smallest order amount|lowest order amount|minimum order amount|min order|minimum order|lowest order total",
    discount_total:
      "off|saved|customer save|customer saved|people save|people saved|gave away|give away|given away|giving away|give off|gave off|given off|take off|took off|taken off|took|knocked off|knock off|discount|total discount|discount given|discount amount|amount discounted|money off|discount value|discount cost|discount granted",
    average_discount: "average discount|avg discount|mean discount|average discount per order|discount per order",
    delivery_fee_total:
      "earn from delivery|earned from delivery|from delivery|from delivery fee|from delivery charge|from delivery cost|from shipping fee|from shipping charge|from shipping cost|made on delivery|make on delivery|from shipping|fee|fees charged|fee collected|fee charged|charge for delivery|charged for delivery|charge for shipping|delivery fee|shipping fee|delivery charge|shipping charge|delivery cost|shipping cost|shipping|delivery income|delivery revenue|delivery fees collected|postage|delivery money|shipping money|delivery earning|shipping income|shipping revenue|money from delivery|money for delivery",
    average_delivery_fee:
      "average delivery fee|avg delivery fee|mean delivery fee|average shipping fee|average delivery charge|average shipping cost|average delivery cost|average shipping|delivery fee per order|average shipping charge|typical delivery fee",
    buyer_count: "number of buyer|buyer count",
    average_customer_spend:
      "customer lifetime value|lifetime value|clv|ltv|average customer value|average spend per customer|average spend|average customer spend|revenue per customer|average revenue per customer|spend per customer|sale per customer|average spending per customer|customer value|average spend per buyer|revenue per buyer|average customer spending|arpu",
    orders_per_customer:
      "how often customer order|order per customer|average order per customer|purchase per customer|average number of order per customer|order per buyer|purchase frequency|order frequency|average purchase per customer|average order count per customer",
    days_between_orders: BETWEEN_ORDERS,
    items_per_order:
      "piece per order|piece sold per order|unit sold per order|item sold per order|product sold per order|piece in an order|item per basket|average basket size in item|basket size in item|basket size in unit|average basket size in unit|unit per basket|piece per basket|item in a basket|average piece per order|item per order|average item per order|unit per order|average unit per order|product per order|average number of item per order|average basket quantity|average number of product per order|average product per order|average quantity per order|item in an order|average number of item in an order|average number of unit per order|quantity per order|average number of item|average item|item in each order|average order quantity",
    products_sold: ways("|number of", "distinct|different|unique", "product|item", "sold"),
    units_sold: "number of unit sold|number of item sold|number of product sold",
    goods_cost:
      "cost of good sold|cost of goods sold|cogs|cost of the goods sold|cost of what we sold|cost of sale|cost of sales|cost of product sold|cost of items sold",
    profit_per_order:
      "profit per order|gross profit per order|profit per sale|gross profit per sale|average profit per order|profit on each order|profit of each order",
    gross_profit: "profit|profitable|profitability|gross profit|gross earning|total profit|net profit|money earned after cost",
    unit_margin: [
      ways(
        "margin|profit|gross profit|gross margin|profit margin",
        "per|on each|on one|on every|for each|of each|on a|on a single",
        "unit|piece|pcs|item",
      ),
      "unit margin|unit profit",
    ].join("|"),
    gross_margin: "margin|gross margin|profit margin|markup",
    new_customer_count: "new customer count",
    average_price:
      "average price|avg price|mean price|average product price|average selling price|average item price|average price of product",
    median_price: "median price|median product price",
    lowest_price: "lowest price|minimum price|min price|cheapest price|lowest product price",
    highest_price: "highest price|maximum price|max price|highest product price",
    stock_units:
      "unit in stock|stock unit|total stock|stock on hand|inventory on hand|stock count|total inventory|item in stock|stock quantity|stock level|inventory level|piece in stock|unit of stock|total unit in stock",
    stock_value:
      "stock on hand worth at cost|value of stock at cost price|with stock value|with a stock value|with stock worth|value of stock on hand|stock on hand at cost|value of stock at cost|stock at cost|inventory at cost|cost of stock|cost of inventory|value of the stock on hand|value of the stock|value of the inventory|worth of the stock|stock value|inventory value|total stock value|total inventory value|total value of stock|total value of inventory|value of stock|value of inventory|stock worth|inventory worth|worth of stock|value of my stock|value of my inventory|stock value at cost|inventory cost",
    stock_value_at_price: [
      "retail value of my stock|retail value of the stock|retail value of our stock|retail value of my inventory|retail value of inventory|retail value of stock|stock value at selling price|stock value at price|retail stock value|stock value at retail",
      AT_PRICE,
    ].join("|"),
    refund_total:
      "refund cost us|money returned|money given back|money sent back|give back|gave back|given back|giving back|paid back|pay back|paid back to customer|handed back|hand back|sent back money|refund amount|refunded amount|amount refunded|money refunded|total refund|refund value|refund total|refund cost|value of refund|refund sum|amount of refund|refunded|refunded in total|refunded to customer|returned",
    average_refund:
      "average refund size|avg refund size|average refund value|avg refund value|typical refund|refund size|average refund|avg refund|mean refund|average refund amount",
  }),
  ...entriesOf(dimension, {
    status: "status|order status|state|order state|fulfilment status|fulfillment status|stage",
    payment_status: "payment status|payment state|payment breakdown",
    payment_method:
      "how do customer pay|how do people pay|how do buyer pay|payment method|payment type|payment option|payment mode|method of payment|payment provider|payment mix|way of paying|way to pay|payment channel|method|payment",
    payment_kind: `kind of payment|${HOW_PAID}`,
    channel:
      "channel|sale channel|sales channel|order channel|source|order source|platform|channel mix|order type|sales source|order source",
    city: "city|place|location|area|region|town|district|cities|shipping city|delivery city|destination|where do|where does|where are|where did|from where",
    main_category: [
      ways("main|top level|top-level|parent|overall|broad|major|big|root", "category|department|product category|group|section|one"),
      "top level|top-level|not the sub one|no sub category|no subcategory",
      ways("not|not the", "sub category|subcategory"),
    ].join("|"),
    reason:
      "refund cause|cause of refund|cause of return|reason|refund reason|return reason|reason for refund|reason for return|why refunded|why returned",
    day_kind:
      "weekday or weekend|weekend or weekday|weekday v weekend|weekday vs weekend|weekday versus weekend|weekend v weekday|weekend vs weekday|weekend versus weekday|weekday and weekend|weekend and weekday|weekday compared to weekend|weekend compared to weekday|weekday than on weekend|weekend than on weekday|weekend than weekday|weekday than weekend",
    hour: "hour|time of day|hour of the day|hour of day|hourly|time of the day|peak time|o clock|sale time|sales time|order time|ordering time|shopping time|what time|which time|what time of day|what time of the day|which time of day|which time of the day|busiest time of day",
    day_of_month: "day of the month|day of month",
    month_of_year: "month of the year|month of year|calendar month|seasonality|seasonal pattern",
    weekday: "weekday|day of week|day of the week|day of the weeks|week day|weekdays",
    day: "day|daily|date|calendar day|day by day",
    week: "week|weekly|week by week",
    month: "month|monthly|month by month|month wise|month on month",
    quarter: "quarter|quarterly",
    year: "year|yearly|annual|annually|annum",
  }),
  ...entriesOf(aggregate, {
    sum: "total|sum|overall|altogether|sum of|combined|in total|aggregate|cumulative|entire|grand|whole",
    avg: "average|avg|mean|on average|typical|typically|averge",
    median: "median",
    min: "minimum|min",
    max: "maximum|max",
  }),
  ...entriesOf(rank, {
    desc: "fastest|fast mover|top mover|best mover|quick seller|hot seller|winner|star product|work best|works best|worked best|working best|works the best|did best|doing best|does best|do best|perform best|performs best|performed best|performing best|like the most|like most|like best|liked most|most liked|main|primary|principal|number one|top|best|most|highest|largest|biggest|leading|greatest|busiest|strongest|best selling|bestselling|best seller|bestseller|top selling|topselling|most popular|popular|hot selling|best performing|top performing|most sold|most ordered|most bought|most purchased|biggest spender|top spender|big spender|best customer|hottest|trending product|trending item|what is trending|what s trending|hit|fastest moving|fast moving|fastest selling|most frequent|most common|peak|vip|most valuable|most loyal|loyal|champion|busy|rush|highest selling|max selling|selling best|sell best|sold most|sold the most|sell the most|selling the most|most used|sold best|most often|prefer|preferred|favourite|favorite|biggest selling",
    asc: "dead|deadest|flop|loser|laggard|dud|worst mover|bottom seller|bottom selling|bottom performing|lowest performing|least performing|worst|bottom|least|lowest|smallest|fewest|weakest|slowest|worst selling|least selling|slow moving|slow selling|slowest selling|least popular|worst performing|poorest|least sold|least ordered|least bought|lowest selling|worst seller|slow mover|slowest moving|quietest|unpopular|underperforming|poor performing|minimum selling|poorly selling|sold least|sold the least|sell the least|selling least|selling the least|least used|poor",
  }),
  ...entriesOf(valueOf("status"), {
    pending:
      "waiting for approval|waiting for confirmation|waiting for us to approve|waiting for me to approve|waiting to be approved|waiting to be confirmed|awaiting confirmation|yet to be approved|still to be approved|still to approve|to be approved|need approval|need approving|need to be approved|not approved|not approved yet|not confirmed|not yet confirmed|unapproved|unconfirmed|to approve|pending approval|pending|waiting|awaiting approval|not yet approved|unprocessed|awaiting",
    approved: "approved|confirmed|accepted",
  }),
  [
    value("status", "not", "delivered", "not delivered"),
    "undelivered|not deliver|not deliver yet|not yet deliver|not delivered yet|not yet delivered|still undelivered",
  ],
  ...entriesOf(valueOf("status"), {
    shipped:
      "with the courier|with courier|with the carrier|with the rider|with the delivery company|with the delivery man|handed to the courier|handed over to the courier|at the courier|on the road|under way|underway|shipped|dispatched|in transit|on the way|on their way|on its way|out for delivery|sent out|being delivered|en route|did we ship|have we shipped|we shipped",
    delivered: "delivered|completed|fulfilled|successfully delivered|did we deliver|have we delivered|we delivered",
    cancelled: "cancelled|canceled|cancellation|cancelation|voided|cancel|cancled|cancelld",
  }),
  ...entriesOf(valueOf("payment_status"), {
    paid: "paid|payment received|paid for|settled|fully paid|already paid",
    unpaid: `${NOT_PAID}|debt|debts|outstanding payment|unpaid|without payment|outstanding|owed|owe|payment due|due|payment pending|pending payment|uncollected|receivable|non paid|need to be paid|needs to be paid|have to be paid|to collect|left to collect|pending collection`,
    refunded: "refunded order|payment refunded|refunded payment",
  }),
  ...entriesOf(valueOf("payment_method"), {
    cash_on_delivery:
      "cash on delivery|cod|cash|pay on delivery|cash order|paid in cash|cash payment|paid cash|paid cash on delivery|paid by cash|paid by cod|paid cod|paid with cash|paid on delivery",
    card: "card|credit card|debit card|card payment|visa|mastercard|paid by card|bank card|paid with card|paid with a card|paid via card|paid using card|paid by credit card",
    mobile_wallet:
      "mobile wallet|wallet|mobile banking|bkash|nagad|mobile payment|rocket|mobile money|e wallet|digital wallet|paid by mobile wallet|paid with mobile wallet|paid via mobile wallet|paid by wallet|paid via wallet|paid with a wallet|paid with a mobile wallet|paid by bkash|paid with bkash|paid by nagad|paid by mobile",
    bank_transfer:
      "bank transfer|bank|wire|wire transfer|bank payment|transfer|paid by bank transfer|paid via bank transfer|paid by bank|paid with bank transfer",
  }),
  [
    value("payment_method", "not", "cash_on_delivery", "paid online"),
    "online payment|paid online|prepaid|online paid|digital payment|pay online|paid digitally|electronic payment|non cash|cashless|not cash on delivery|not cod|non cod",
  ],
  ...entriesOf(valueOf("channel"), {
    web: "web|website|site|online store|web store|desktop|browser|web order|web shop|webshop",
    app: "app|mobile app|application|mobile|phone app|in app|app order|mobile order|from the app",
    social: "social|social media|facebook|instagram|messenger|facebook page|social channel|social order|fb|social network",
    phone: "phone|by phone|telephone|phone call|by call|phone order|over the phone|hotline|called in|call in order",
  }),
  ...entriesOf(valueOf("reason"), {
    damaged: "damaged|broken|damage|defective|faulty",
    wrong_item:
      "wrong item|wrong product|incorrect item|wrong order|item was wrong|product was wrong|it was wrong|wrong one|wrong thing|item is wrong|not the right item|sent the wrong item|got the wrong item|received the wrong item",
    late: "late|late delivery|delivered late|lateness|arrived late|too late|late delivery refund",
    changed_mind: "changed mind|change of mind|changed their mind|did not want|changed her mind|changed his mind|mind change",
  }),
  [value("coupon", "has", null, "with a coupon"), ANY_COUPON],
  [
    value("coupon", "has", null, "with a coupon"),
    "with coupon|with a coupon|using coupon|used coupon|used a coupon|using a coupon|coupon used|coupon order|coupon usage|coupon redemption|coupon use|with promo code|with a promo code|with voucher|with a voucher|through coupon|via coupon|from coupon|on coupon|with the coupon|have a coupon|had a coupon|through voucher|used a promo code|coupon applied|use a coupon|use coupon|used promo code|with discount code|with a discount code|coupon was used|coupon were used",
  ],
  [
    value("coupon", "lacks", null, "without a coupon"),
    "without coupon|without a coupon|no coupon|without promo code|without any coupon|without voucher|without a promo code|not using a coupon",
  ],
  [
    value("discount", "has", null, "with a discount"),
    "with discount|with a discount|discounted order|discounted|on discount|had a discount|order with discount|got a discount|received a discount|at a discount|have a discount",
  ],
  [
    value("discount", "lacks", null, "without a discount"),
    "without discount|without a discount|no discount|full price|undiscounted|without any discount|at full price|not discounted",
  ],
  [
    value("delivery_fee", "is", 0, "free delivery"),
    "free delivery|free shipping|no delivery fee|without delivery fee|delivered free|delivered for free|shipped for free|shipped free|zero delivery fee|fee zero|zero fee|fee of zero|fee is zero|fee was zero|delivery fee zero|delivery fee of zero|delivery fee is zero|delivery fee was zero",
  ],
  [value("sku", "lacks", null, "without a sku"), "without sku|without a sku|no sku|missing sku"],
  [
    value("category", "lacks", null, "without a category"),
    "no category|without category|without a category|uncategorised|uncategorized|missing category|have no category|no categories",
  ],
  [
    value("margin", "under", 0, "price below cost"),
    "sold below cost|sold under cost|sell below cost|selling below cost|sold below their cost|sold for less than cost|sold for less than they cost|make a loss|making a loss|lose money|losing money|loss making|unprofitable|not profitable|priced below their cost|priced below its cost|priced below cost|price below cost|price is below cost|price is lower than cost|price lower than cost|price less than cost|price under cost|priced under cost|priced under their cost|below cost|below their cost|below cost price|under cost|cheaper than cost|cheaper than their cost|cost more than their price|cost higher than price|cost is higher than price|cost more than they sell for|cost above price|price is less than cost|price is less than the cost|price below the cost|at a loss|sold at a loss|priced at a loss|negative margin|with negative margin",
  ],
  [
    value("margin", "has", null, "with a known cost"),
    "with a known cost|with known cost|whose cost is known|with a cost|known cost|cost is known|have a cost",
  ],
  [
    value("margin", "lacks", null, "without a known cost"),
    "without a cost|without cost|no cost|missing cost|unknown cost|cost is missing|cost is unknown|with no cost|cost is not known",
  ],
  [value("active", "is", 1, "active"), "active|valid|listed|published|enabled|available"],
  [
    value("active", "not", 0, "inactive"),
    "inactive|hidden|unlisted|unpublished|disabled|not active|deactivated|discontinued|archived|not listed",
  ],
  [
    value("email", "has", null, "with an e-mail address"),
    "email|with email|with an email|with e mail|have email|with an email address|with email address|have an email|who gave an email|email address|have an email address|has an email address|have email address",
  ],
  [
    value("email", "lacks", null, "without an e-mail address"),
    "without email|without an email|no email|missing email|without email address|without an email address|no email address",
  ],
  ...["gmail", "yahoo", "hotmail", "outlook", "icloud"].map((name): Entry => [
    value("email", "has", name, `with a ${name} address`),
    ways(name, "|com|address|account|email|mail|e mail|email address|com address|mailbox"),
  ]),
  [value("city", "lacks", null, "without a city"), "without city|without a city"],
  [value("customer", "lacks", null, "without a customer"), "without customer|without a customer"],
  [
    value("phone", "has", null, "with a phone number"),
    "phone number|mobile number|contact number|with phone number|with a phone number|have a phone number|have phone number|has a phone number",
  ],
  [
    value("phone", "lacks", null, "without a phone number"),
    "with no phone|no phone|have no phone|has no phone|with no phone number|without phone number|without phone|without a phone|without a phone number|no phone number|missing phone number|have no phone number",
  ],
  ...entriesOf(customers, {
    repeat:
      "bought before|ordered before|purchased before|shopped before|bought from us before|ordered from us before|had bought before|had ordered before|have bought before|have ordered before|customer who ordered again|customer who bought again|customer that ordered again|customer that bought again|customer who purchased again|customer who ordered more than once|customer who ordered twice|old customer|existing customer|old buyer|existing buyer|old client|second order|second purchase|second time|second one|came back for more|come back for more|for a second order|came back for a second order|repeat customer|repeat buyer|repeat|repeated customer|multiple order|more than one order|more than once|ordered twice|bought twice|ordered again|came back|repeat purchaser|bought again|repeat shopper|regular customer|regular|loyal customer|recurring customer|recurring|two or more order|ordered more than once|bought more than once|several order|multiple purchase|multiple time|more than one time|order again|buy again|come back|returning customer|returning buyer|returning|returning client|repeat client",
    one_time:
      "one time customer|one time buyer|one time|onetime|single order|only one order|only once|just once|one off|ordered once|bought once|single purchase|just one order|exactly one order|one order only|only ordered once|only bought once|one and done|exactly once|single time buyer|never ordered again|never bought again|never came back|did not order again|didn t order again|did not buy again|didn t buy again",
    new: "new face|new one|first bought|first ordered|first shopped|first purchased|bought first|ordered first|bought for the first time|ordered for the first time|shopped for the first time|made their first purchase|made their first order|newbie|customer did we gain|customer we gained|customer have we gained|customer were gained|first timer|newcomer|was new|were new|are new|is new|brand new|new customer|new buyer|first time customer|first time buyer|first time|new client|new shopper|first order|first purchase|first time shopper|newly acquired customer|acquired customer|newly acquired|new user|first ever order|placed their first order|brand new customer|customer acquisition|acquired|customer gained|gained customer",
    registered:
      "registered|enrolment|enrollment|account opened|account created|account was created|account were created|created an account|account opening|opened an account|made an account|registered customer|signed up|sign up|signup|joined|registration|new registration|registered user|new signup|newly registered|created an account|register|new account|account created|new sign up|sign ups",
    lapsed:
      "losing customer|losing buyer|losing client|customer did we lose|customer have we lost|customer we lost|lose customer|lost customer|lapsed|lapsed customer|dormant|dormant customer|inactive customer|inactive buyer|churned|churned customer|lost customer|not ordered recently|gone quiet|stopped ordering|stopped buying|customer we lost|not ordered in a while|have not ordered in a while|not come back|have not come back|did not come back|used to buy|used to order|used to shop|not seen|haven t seen|not been seen|at risk customer|stopped coming|churn|sleeping customer|haven t ordered lately|haven t ordered recently|haven t bought recently|haven t ordered in a while|haven t bought in a while|not bought recently|lost buyer|not returned|have not returned",
    never_ordered: `${NEVER_PLACED}|spent nothing|bought nothing|ordered nothing|purchased nothing|never ordered|never bought|never purchased|without order|without an order|without any order|no order|have not ordered|has not ordered|not ordered|have not bought|not bought|did not order|did not buy|with no order|zero order|0 order|without purchase|without a purchase|no purchase|yet to order|yet to buy|never placed an order|never placed order|have never ordered|have never bought|with zero order|who never order|not placed an order|not placed any order|not purchased|non buyer|without any purchase|haven t ordered|haven t bought|hasn t ordered|hasn t bought|didn t order|didn t buy|not bought anything|have not bought anything|haven t bought anything|haven t ordered anything|not ordered anything|have not purchased|haven t purchased|not placed an order|have not placed an order|haven t placed an order|didn t purchase|did not purchase|have not ordered anything`,
  }),
  ...entriesOf(stock, {
    low: [
      REORDER_LEVEL,
      "below reorder|under reorder|fallen below reorder level|fallen below their reorder level|fallen below the reorder level|fell below their reorder level|dropped below their reorder level|dropped below the reorder level|low stock|low in stock|almost gone|nearly gone|about to run out|close to running out|running short|nearly finished|almost finished|nearly sold out|almost sold out|nearly out|almost out|low on stock|running low|running out|almost out of stock|nearly out of stock|below reorder level|below the reorder level|below their reorder level|reorder|restock|restocking|need restocking|need to reorder|to reorder|need reordering|stock alert|about to run out|run out soon|running out of stock|low inventory|under reorder level|need to be reordered|at or below reorder level|replenish|should i reorder|should i restock|stock low|short of stock|understocked|nearly sold out|almost sold out|stock is low|critical stock|low level|to be reordered|need to restock|need restock|short on stock",
    ].join("|"),
    out: "without any stock|with no stock|with no stock left|no stock left|have no stock|have no stock left|completely out|all out|fully out|totally out|entirely out|sold out completely|ran out|have run out|has run out|had run out|run out of stock|ran out of stock|gone out of stock|went out of stock|all gone|used up|no more in stock|no longer in stock|nothing left in stock|empty shelf|shelf is empty|out of stock|sold out|sell out|no stock|zero stock|stockout|stock out|out of inventory|unavailable|not in stock|without stock|nothing in stock|none left|none in stock|nothing left|no inventory|stocked out|0 stock",
    in: "in stock|in hand|have stock|with stock|available in stock|still in stock",
    over: "too much of|too many of|overstocked|overstock|over stocked|too much stock|excess stock|surplus stock|excess inventory|dead stock|slow stock|too many in stock|surplus",
    cover:
      "day of cover|stock cover|day of stock|how long will stock last|how long will the stock last|how long will my stock last|stock last|run out first|day of inventory|weeks of cover|stock coverage|days cover|day cover|inventory last|day of supply|will last|run out next",
    all: "left|left over|left in stock|left in store|are left|is left|unit left|units left|item left|items left|remaining|in store room|stock|inventory|warehouse|stock list|stock report|inventory list|inventory report|in the warehouse|stocked",
  }),
  ...entriesOf(rate, {
    cancellation: "cancellation rate|cancel rate|cancelled rate|cancelation rate|rate of cancellation",
    refund: "refund rate|return rate|rate of refund|rate of return",
    repeat:
      "repeat rate|repeat purchase rate|repeat customer rate|retention rate|retention|repurchase rate|returning rate|loyalty rate|customer retention|returning customer rate",
    delivery: "delivery rate|fulfilment rate|fulfillment rate|completion rate|success rate of order",
    payment: "payment rate|paid rate|collection rate",
  }),
  ...entriesOf(bound, {
    over: "costing above|costing beyond|costing greater than|over|above|more than|greater than|exceeding|exceed|higher than|bigger than|larger than|in excess of|upwards of|beyond|worth more than|worth over|costing more than|upward of|cost more than|older than|exceeds|costing over|priced over|priced above|of more than|totaling over|>",
    at_least: "at least|minimum of|no less than|not less than|from at least|or more than|min of|starting at|>=",
    under:
      "costing below|costing beneath|under|below|less than|fewer than|lower than|smaller than|cheaper than|up to but not|worth less than|worth under|beneath|costing less than|cost less than|costing under|priced under|priced below|<",
    at_most: "at most|up to|maximum of|no more than|not more than|not over|max of|within|<=",
    between: "between|ranging from|range of|in the range|from",
    is: "exactly|equal to|equals|precisely|=",
  }),
  [
    { kind: "filler" },
    "in the past|at some point|at one time|once upon a time|both figure|both number|both value|on file|on the book|on our book|in the system|in our system|in the database|in our database|on our list|on the list|on our record|on record|in our record|lying around|sitting around|lying about|lie around|how long will|cost us|costing us|cost me|tied up in|tied up|locked up|stuck in|held up in|caught up in|end up|ended up|add up|adds up|come up|wrap up|sum up|up to date|so far up|would like|d like|like to|likes to|like to know|like to see|like to have",
  ],
  ...entriesOf(mode, {
    share:
      "which part|which portion|which share|share|percentage|percent|proportion|fraction|what part|portion|pct|%|contribution|contribute|percentage of|percent of|share of|out of all|how big a part|makes up|make up|account for|accounts for|ratio of|ratio|split in percent|in percent|percentage wise",
    rate: "rate",
    versus:
      "beat|beats|outsell|outsells|outperform|outperforms|surpass|surpasses|how far apart|gap|gap between|side by side|higher|lower|bigger|smaller|better|worse|more popular|more common|more used|more often|less popular|less common|versus|vs|v|compare|compared|compared to|compared with|comparison|against|comparing|in comparison|difference|difference between|relative to",
    growth:
      "losing|gain|gained|gaining|doubled|tripled|halved|jump|jumped|dip|dipped|spike|spiked|surge|surged|slump|slumped|shrunk|shrinking|shrank|shrink|slowing|slowed|growth|grow|grew|grown|growing|increase|increased|decrease|decreased|change|changed|up or down|improve|improved|drop|dropped|decline|declined|fell|rise|rose|risen|trend up|better or worse|more or less|growth rate|fallen|going up|going down|doing better|doing worse|increasing|decreasing|better than|worse than|month over month|mom|year over year|yoy|week over week|wow|went up|went down|higher or lower|gone up|gone down|declining|improving|fall|falls|falling|dropping|rising|up from|down from|down|up",
    why: "why|what caused|what explains|explain|reason for the drop|what drove|what is behind|how come|what happened|what led to|because of what|what made",
    together:
      "together|what else|bought together|frequently bought together|buy together with|bought together with|buy together|order together|sell together|purchased together|ordered together|sold together|bought with|go together|combination|bundle|product pair|pair|combo|along with|also bought|also buy|purchased with|ordered with|basket analysis|market basket|cross sell|cross selling|in the same order|on the same order",
    unsold:
      "unused|unredeemed|nobody has ordered|nobody has bought|no one has ordered|no one has bought|nobody wanted|no customer bought|no customer ordered|had no buyer|found no buyer|have no order|didn t get ordered|not ordered by anyone|not bought by anyone|sold nothing|sold nothing at all|sold none|sold zero|not had a sale|not had any sale|not had a single sale|hasn t had a sale|haven t had a sale|not sold a single unit|not sold a single one|not sold anything|isn t moving|aren t moving|doesn t move|don t move|doesn t sell|don t sell|is not moving|are not moving|not selling|never sold|not sold|no sale|unsold|without sale|with no sale|zero sale|not been sold|never been sold|not sell|didn t sell|did not sell|have not sold|hasn t sold|not been ordered|never been ordered|nobody bought|no one bought|nobody buys|not moved|not moving|dead product|non selling|have no sale|no one buys|without any sale|haven t sold|isn t selling|aren t selling|didn t get sold|non moving|had no sale|never been bought|nobody ordered|no one ordered|not been bought|were not bought|were not sold|0 sale|never sell",
    overview:
      "at a glance|big picture|the numbers at a glance|how did it go|overview|summary|summarise|summarize|how is business|how s business|how is my business|how is the shop doing|how is my shop doing|how are we doing|how am i doing|how did we do|how did i do|performance|dashboard|snapshot|recap|how is it going|how was business|how is my store doing|how is the business|kpi|kpis|key figure|statistics|stats|business summary|shop summary|report|sales report|sale report|how is the store doing|how did the shop do|how did my shop do|how was my shop|how have we done|how did the business do|how is the business doing|how is my business doing|how are things|how did we perform|how did i perform|analytics|status of my shop|status of the shop|sales performance|sale performance|insight|numbers",
    list: "list|pull|show|display|give|find|see|view|fetch|detail|pull up|name|look up|get|listing|details",
    who: "who|whom|whose",
    which: "which|what|what s",
    when: "when|what date|on what date|which date|what day did|what time did|when did|when was|first order date|last order date|date of first order|date of the first order|date of last order|date of the last order|latest order date|date of my first order|date of my last order|first sale date|last sale date|date of the last sale|date of the first sale",
    count:
      "how often|number of time|how many|number of|count|count of|no of|amount of order|total number of|how many time|quantity of|number|howmany|how meny|how may|#",
    amount:
      "how high|how big|how large|how low|how much|amount|how much money|value|worth|total value|what amount|sum of money|howmuch|value of|worth of",
    trend:
      "trend|trending|develop|developed|developing|evolve|evolved|over time|series|timeline|time series|history|evolution|progress|progression|curve|development|pattern",
    by: "rank by|ranked by|ranking by|ranked on|arrange by|arranged by|divide by|split between|breakdown between|divided between|split among|divided among|by|per|for each|each|every|broken down by|break it down by|break that down by|break it down|break that down|split it by|split that by|split up by|split it up by|broken up by|split it|break down by|break down|grouped by|split by|breakdown by|breakdown of|breakdown|split|distribution|grouped|segmented by|divided by|wise|across|in each|distribution of|distributed|mix|group by|distribution by|according to|depending on|segment by|for every|sorted by|ordered by|in terms of|based on|separated by|divided",
    negation:
      "should not count|shouldn t count|not count|leave out|leaving out|skip|skipping|ignore|disregard|disregarding|do not count|don t count|omit|leave aside|nothing|none|not|non|excluding|except|without|other than|exclude|but not|apart from|besides|aside from|minus|ignoring|leaving out|outside|outside of|no|isn t|aren t|weren t|wasn t|didn t|haven t|hasn t|don t|doesn t|not counting|never|excluded|left out|taken out|not counted|not included|omitted|ignored|set aside|aside",
    both: "both",
    others:
      "the rest|rest of the city|rest|others|the other|other city|other channel|other category|other product|other customer|all other|all others|everyone else|everything else|elsewhere|other",
    different:
      "different|distinct|unique|how many different|how many distinct|how many unique|number of different|number of distinct|number of unique",
    recent:
      "newest first|latest first|most recent first|recent|latest|newest|most recent|last|recently|lately|these days|just placed|just came in",
    oldest: "oldest first|earliest first|oldest|earliest|first",
    first: "first ever|very first",
    also: "and|alongside|beside|together with the|also|plus|too|as well|what about|how about|same for|same|now|then|and for|ok and|okay and",
    only: "only|nothing but|no one but|just|solely|exclusively|purely|alone",
    instead: "instead|rather|instead of",
    all: "all|all time|ever|so far|till now|until now|to date|since the beginning|since the start|lifetime|in total so far|everything|since launch|since opening|till date|overall so far|of all time|from the beginning|historical|historically|since we started|since i started",
    sell: "sold|sell|sells|selling|did i sell|did we sell|was sold|were sold|get sold|got sold|moved|move|shift",
    buy: "bought|buy|buys|purchased|ordered|placed|place|purchase made|purchasing|buying|ordering",
    spend:
      "spent|spend|spends|spending|spender|paid us|have spent|has spent|total spent|total spend|amount spent|money spent|bought worth|expenditure",
    expensive: "expensive|most expensive|costliest|priciest|dearest|highest priced|highest price product|costly|pricey",
    cheap: "cheap|cheapest|least expensive|lowest priced|inexpensive|affordable|most affordable|lowest price product|budget",
    unit_of: "price|list price|cost|costs|priced|product price",
    with: "with|having|have|has|had",
  }),
];
