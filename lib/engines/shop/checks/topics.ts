import { asOptions } from "@/lib/engines/shop/draft";
import type { Option } from "@/lib/answers/answer";

/** What a shop's records do not hold, how it is asked for, and the nearest questions that they do answer. */
type Topic = {
  readonly pattern: RegExp;
  /** Words beside which the topic is recorded after all. */ readonly unless?: RegExp;
  readonly what: string;
  readonly holds: string;
  readonly nearest: readonly string[];
};

const TOPICS: readonly Topic[] = [
  {
    pattern:
      /\b(?:reviews?|reviewed|ratings?|rated|(?:un)?rate (?:it|us|them)|stars?|5[ -]?star|feedback|testimonials?|satisf\w+|happy customers?|unhappy|nps|complain\w*|recommend(?:ed|ation)s?)\b/,
    what: "Reviews, ratings and complaints are not recorded",
    holds: "Refunds and their reasons are.",
    nearest: ["Refunds by reason", "How many orders were refunded?", "What is the refund rate?"],
  },
  {
    pattern:
      /\b(?:how old|age|ages|aged|gender|male|males|female|females|men buyers|women buyers|birthdays?|date of birth|demographic\w*|income of|married|education|ethnic\w*|nationality|occupation|language of|older customers|younger customers|teenagers?|(?:customers?|buyers?|clients?|shoppers?|users?|people|they)(?: who)? (?:are|is|were) (?:mostly |mainly )?(?:an? )?(?:wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies)|students?|parents?|old|young)|(?:wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies)|students?) (?:customers?|buyers?|clients?|shoppers?)|(?:how many|number of|which|do|did) (?:wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies)) (?:have |had |has |did |who )?(?:bought|buy|order(?:ed)?|shop(?:ped)?|purchased?|visit(?:ed)?|spen[dt]|register(?:ed)?|sign(?:ed)? up)|(?:more|many|are) (?:wom[ae]n|m[ae]n) (?:or|than|vs\.?|versus|and) (?:wom[ae]n|m[ae]n))\b/,
    unless: /\b(?:how old|age|ages|aged) (?:is|are|of) [\w\s]*\borders?\b/,
    what: "Age, gender and other facts about persons are not recorded",
    holds: "Where customers live, and what they buy, is.",
    nearest: ["Customers by city", "Who are the top 10 customers?", "How many repeat customers are there?"],
  },
  {
    pattern:
      /\b(?:ads?|advert\w*|campaigns?|utm|google|tiktok|youtube|seo|referr\w+|traffic|affiliates?|influencers?|newsletter|email marketing|marketing|acquisition (?:cost|source|channel)|cac|roas|roi|how did .* (?:find|hear about))\b/,
    what: "Advertising and where customers come from are not recorded",
    holds: "The channel that an order was placed on is.",
    nearest: ["Orders by channel", "Revenue by channel", "How many new customers this month?"],
  },
  {
    pattern:
      /\b(?:visit(?:s|ors?|ed|ing)?|(?:people|customers?|shoppers?|clients?|folks|who|(?:some|any|every)(?:one|body))(?: \w+){0,2}? (?:came|come|walked?|stepped|popped|stopped) (?:in|into|by|past|to (?:the|my|our) (?:shop|store|site))|hits (?:did|on|to|from)|sessions?|page ?views?|conversion(?: rate)?|bounce|clicks?|impressions?|browsed|viewed|most viewed|abandon\w*|carts?|wish ?lists?|search(?:es|ed) for|add(?:ed)? to cart)\b/,
    unless: /\b(?:average|avg|mean|median|typical) cart\b|\bcart (?:value|size|total)s?\b/,
    what: "Visits, carts and wish lists are not recorded",
    holds: "Orders are.",
    nearest: ["Orders by channel", "Orders by hour of the day", "Average items per order"],
  },
  {
    pattern:
      /\b(?:(?:deliver(?:y|ies)|shipping|shipment|fulfil?ment|processing|dispatch)[ -](?:times?|durations?|speeds?|delays?|days|performance|dates?)|deliver(?:ed|ies)? (?:late|on time|early)|on[ -]time|late (?:orders?|deliver\w*|shipments?)|delayed|delays|overdue orders?|orders? (?:are |were |was |is )?(?:late|overdue|delayed|on time)|how (?:long|fast|quick\w*|soon) .*(?:deliver|ship|arriv|dispatch|reach)\w*|take to (?:deliver|ship|arrive)|couriers?|carriers?|tracking|drivers?|riders?|lead time|(?:deliver\w*|ship\w*|arriv\w*|dispatch\w*|fulfil\w*) (?:(?:with)?in|after|under) (?:\d+|an?|one|two|three|four|five|seven) (?:hours?|days?|weeks?)|same[ -]day deliver\w*|next[ -]day deliver\w*|arriv(?:e|ed|al) (?:on|date)|(?:time|days|hours|long|gap) (?:between|from) (?:the |an? )?(?:order\w*|purchase|checkout|payment)(?: date)? (?:and|to|until|till) (?:the |its |their )?(?:deliver|ship|arriv|dispatch)\w*|expected delivery|estimated delivery)\b/,
    unless: /\brefund|\bwith (?:the |our |a )?(?:courier|carrier|rider)s?\b(?!.*\b(?:how long|late|delay|days?)\b)/,
    what: "When an order was sent or arrived is not recorded",
    holds: "Its present status is, and late delivery as a refund reason.",
    nearest: ["Orders by status", "How many orders are shipped?", "How many refunds were made because of late delivery?"],
  },
  {
    pattern: /\b(?:loyalty|points?|reward\w*|membership|tiers?|gift ?cards?|store credit|cashback)\b/,
    unless: /\b(?:re-?order|restock)(?:ing)? points?\b/,
    what: "Loyalty points, rewards and gift cards are not recorded",
    holds: "Coupons and repeat purchases are.",
    nearest: ["How many orders used a coupon?", "How many repeat customers are there?", "Who are the top 10 customers?"],
  },
  {
    pattern:
      /\b(?:(?:what|which) (?:colou?r|size|brand)s?|brands?|suppliers?|vendors?|manufacturers?|wholesalers?|made in (?!\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|h[12]|total|all|this|last|the|each|every|a |one)|country of origin|colou?rs?|sizes?|weights?|materials?|fabrics?|images?|photos?|pictures?|barcodes?|expir\w+|warrant\w+|variants?|descriptions?|tags?)\b/,
    unless: /\b(?:order|basket|cart|bill|invoice|ticket|refund|discount|sale|purchase) sizes?\b/,
    what: "Brands, suppliers, colours, sizes and pictures are not recorded apart from the product's name",
    holds: "Category, price, cost and stock are.",
    nearest: ["Products by category", "Best selling products", "Products low in stock"],
  },
  {
    pattern:
      /\b(?:countr(?:y|ies)|states?(?= )|provinces?|zip|postcodes?|postal|overseas|international|abroad|foreign|export(?:ed)? to|divisions?|neighbou?rhoods?|distance|local (?:customers?|orders?))\b/,
    what: "Countries, provinces and postcodes are not recorded",
    holds: "The city of an order or a customer is.",
    nearest: ["Orders by city", "Customers by city", "Revenue by city"],
  },
  {
    pattern:
      /\b(?:staff|employees?|salesperson|sales ?(?:man|men|rep|reps|person|people)|agents?|cashiers?|commission|salar(?:y|ies)|wages?|shifts?|managers?|who (?:delivered|shipped|packed|approved|handled|took|processed|served|sold))\b/,
    unless: /\bstaff (?:discounts?|coupons?|codes?|vouchers?|promos?)\b/,
    what: "Staff and who took an order are not recorded",
    holds: "The channel of an order is.",
    nearest: ["Orders by channel", "Orders by hour of the day", "Revenue by weekday"],
  },
  {
    pattern:
      /\b(?:tax|taxes|vat|gst|expenses?|rent|overheads?|bills? to pay|cash ?flow|balance sheet|bank balance|bank account|loans?|profit and loss|p&l|ebitda|net income|budgets?|targets?|goals?|purchase orders?|purchasing cost|transaction fees?|gateway fees?)\b/,
    what: "Taxes, expenses and targets are not recorded",
    holds: "Revenue, refunds, discounts and the cost of products are.",
    nearest: ["Gross profit this month", "Net revenue last month", "Total discounts this month"],
  },
  {
    pattern:
      /\b(?:wholesale|retail orders|b2b|b2c|business customers?|guest (?:orders?|checkout|customers?|users?)|guests|subscri\w+|pre-?orders?|gift orders?|gift wrap\w*|pick ?up|click and collect|in-store|in store (?:orders?|sales|purchases?)|(?:orders?|sales|purchases?|picked up|made) in store|walk[ -]ins?|pos|exchange[sd]?|warehouses?|ios|android|iphone|devices?|tablets?|browsers?)\b/,
    what: "Order types such as wholesale, guest or pick-up, and devices, are not recorded",
    holds: "The channel (web, app, social, phone) and the payment method are.",
    nearest: ["Orders by channel", "Orders by payment method", "Orders by status"],
  },
  {
    pattern:
      /\b(?:stock (?:history|movement|last (?:week|month|year))|stock (?:was|were)|restocked|stock arrived|when .* restock|incoming stock|stock received|days out of stock)\b/,
    what: "The history of stock is not recorded",
    holds: "The present stock is.",
    nearest: ["Products low in stock", "Products out of stock", "Days of cover by product"],
  },
  {
    pattern:
      /\b(?:forecast\w*|predict\w*|projection|projected|will (?:we|i|sales|revenue|orders|it) (?:be|sell|make|earn|reach|grow|have)|(?:next|coming) (?:week|month|quarter|year)|tomorrow|expected (?:sales|revenue|orders)|estimate for)\b/,
    what: "What will happen is not recorded, and it is not guessed here",
    holds: "What has happened is.",
    nearest: ["Revenue by month", "Growth of revenue last month", "Orders by week"],
  },
  {
    pattern:
      /\b(?:(?:which|what|how many|the) (?:few )?(?:products?|items?|customers?|buyers?|categor(?:y|ies)|cit(?:y|ies))(?: (?:that|who|which))? (?:together )?(?:make|makes|made|account|accounts|accounted|bring|brings|brought|generate\w*|produce\w*|give|gives|contribute\w*|are responsible|drive|drives) (?:up |for |in |to |us )*(?:about |roughly |the (?:first|top) )?\d+ ?(?:%|percent|per cent) of|pareto|80[ /-]20|abc analysis)/,
    what: "Which of them together make up a part of sales is not worked out here",
    holds: "The sales of each, highest first, and the share of each category are.",
    nearest: ["Top 20 products by revenue", "Share of sales by category", "Top 20 customers"],
  },
  {
    pattern:
      /\bwhy\b.*\bcancel|\b(?:reasons?|causes?|excuses?) (?:for|of|behind|given for) (?:the |these |those |all )*cancel|\bcancel\w*(?: order)? reasons?\b/,
    unless:
      /\b(?:more|fewer|less|many|rise|rose|risen|rising|up|down|drop\w*|fell|fall\w*|increas\w*|decreas\w*|grow\w*|grew|chang\w*|high\w*|low\w*|refund\w*)\b/,
    what: "Why an order was cancelled is not recorded",
    holds: "The reasons of refunds are.",
    nearest: ["Refunds by reason", "Cancelled orders by month", "What percentage of orders was cancelled?"],
  },
  {
    pattern: /\b(?:competitors?|market share|industry|benchmark|other (?:stores|businesses|companies))\b/,
    what: "Other businesses are not recorded",
    holds: "Only this shop's own orders, products and customers are.",
    nearest: ["Growth of revenue last month", "Revenue by category", "Best selling products"],
  },
];

const UNSAFE =
  /\b(?:delete|drop (?:table|database|the)|truncate|insert into|update (?:the |all |my |an? )?\w+|alter table|erase|wipe|set (?:the )?price|change (?:the |my |all )?(?:price|status|order|stock|customer)s?\b(?! (?:in|by|over|from|this|last))|cancel (?:the |my |an? |all |this |that |every )?orders?\b|refund (?:the |this |that |an? |all )?(?:order|customer)s?\b(?! (?:rate|reason|by))|create (?:an? |the )?(?:order|coupon|product|customer|table|discount)|add (?:an? |the |new )?(?:order|coupon|product|customer|discount)s?\b|remove (?:the |an? |all |my )?(?:order|coupon|product|customer)s?|send (?:an? |the )?(?:email|message|sms)|grant (?:all|select|insert|update|delete|access|rights?|permissions?|privileges?|me|him|her|them|user|public)|password|api key|credit card numbers?|union select|pragma|sqlite_master)\b|;\s*(?:drop|delete|update|select)|--\s*$/;

// Orders to do something, not questions: the verb comes first. Words that are nouns too need an object after them.
const POLITE =
  "(?:(?:please|kindly|now|just|then|can you|could you|would you|will you|i want (?:you )?to|i need (?:you )?to|i'd like (?:you )?to|go ahead and|let's|let us|help me|help me to)\\s+)*";
const DOING =
  "tell (?:all|every|my|our|the|them|customers?|people|every(?:one|body))|mark|approve|archive|publish|unpublish|hide|activate|deactivate|disable|enable|notify|remind|import|upload|rename|assign|write[ -]?off|void|restore|remove|delete|edit|raise|send|block|ban|merge|insert|generate (?:an? )?(?:invoice|coupon)|forget";
const DOING_TO =
  "e-?mail|set|change|increase|decrease|reduce|lower|refund|discount|ship|dispatch|deliver|double|close|text|message|call|add|cancel|restock|reorder|update|clear|reset|apply|move|pay|create|write|draft|compose";
const GIVING =
  "give\\s+(?:all|every|each|my|our|the|them)\\b.*\\b(?:discount|refund|coupon|voucher|gift|free)|make\\s+(?:all|every|each|my|our)\\b";
const OBJECT =
  "all|every|each|the|this|that|these|those|my|our|an?|one|new|order|orders|customers?|products?|prices?|stock|status|coupons?|them|him|her|it|any|pending|unpaid|paid|cancelled|shipped|top|lapsed";
const COMMAND = new RegExp(`^${POLITE}(?:(?:${DOING})\\b|(?:${DOING_TO})\\s+(?:${OBJECT})\\b|${GIVING})`);

type TopicError = {
  readonly code: "not-recorded" | "unsafe" | "out-of-scope";
  readonly message: string;
  readonly options: readonly Option[];
  readonly intent: string;
};

/**
 * Says no before anything is read: to changes, to other shops, and to what is not recorded.
 * @param own the shop that is asked, and the names and numbers of the others
 * @param isOwnWord words that the shop's own names hold, which are never an unrecorded topic
 */
export function refusedTopic(
  text: string,
  own: { readonly id: number; readonly name: string },
  others: readonly { readonly id: number; readonly name: string; readonly slug: string }[],
  isOwnWord: (word: string) => boolean,
): TopicError | null {
  const lower = text.toLowerCase().replace(/[’`´]/g, "'");
  if (UNSAFE.test(lower) || COMMAND.test(lower.trim()))
    return {
      code: "unsafe",
      intent: "change_data",
      message: "Questions only read: nothing in the shop can be changed, added or removed from here.",
      options: asOptions(["How many orders are there?", "Revenue this month", "Orders by status"]),
    };
  const other = otherShop(lower, own, others);
  if (other)
    return {
      code: "out-of-scope",
      intent: "other_shop",
      message: `Only ${own.name} can be asked here; other shops' records stay closed.`,
      options: asOptions(["How many orders are there?", "Revenue this month", "Best selling products"]),
    };
  const topic = TOPICS.find(({ pattern, unless }) => {
    const match = unless?.test(lower) === true ? null : pattern.exec(lower);
    return match !== null && !isOwnWord(match[0]);
  });
  if (!topic) return null;
  return { code: "not-recorded", intent: "not_recorded", message: `${topic.what}. ${topic.holds}`, options: asOptions(topic.nearest) };
}

function otherShop(
  text: string,
  own: { readonly id: number },
  others: readonly { readonly id: number; readonly name: string; readonly slug: string }[],
): boolean {
  const named = others.some(({ name, slug }) => text.includes(name.toLowerCase()) || text.includes(slug));
  const numbered = [
    ...text.matchAll(
      /\b(?:shop|store|tenant|merchant|seller)[ _-]?(?:id|number|no\.?|#)?\s*(?:to|is|as|called|named)?\s*[:=#]*\s*(\d+)\b/g,
    ),
  ].some((match) => Number(match[1]) !== own.id);
  const general =
    /\b(?:other|another|all|every|each|different|any|both|across) (?:the )?(?:other )?(?:shops?|stores?|merchants?|sellers?|tenants?)\b|\bshops? (?:other than|besides|except)\b|\bby shop\b|\bper shop\b|\bwhich shop\b|\bcompare (?:the )?shops\b|\bshop_id\b|\b(?:switch|change|set|go|move|connect)(?: me)?(?: over)? (?:the )?(?:to )?(?:the )?(?:shop|store)\b|\b(?:shop|store) (?:ten|twenty|one|two|three|four|five|six|seven|eight|nine|eleven|twelve)\b/.test(
      text,
    );
  return named || numbered || general;
}
