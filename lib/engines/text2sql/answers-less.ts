import { answersOthers } from "@/lib/engines/text2sql/answers-others";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { lemma } from "@/lib/language/words";
import { conditionItems, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { negates } from "@/lib/engines/text2sql/draft/negates";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { tellsNoDay, tellsNoTime, tellsDaysOnly, tellsNoSpan, countsDays, ranksByDay, ranksByName } from "@/lib/engines/text2sql/days-told";

/**
 * True where a plan answers less than was asked: it tells no day, names nobody, has no share or another figure, or leaves out a "not".
 * @param text without what is said before the question
 * @param unread words that the reader makes nothing of
 */
export function answersLess(text: string, draft: Draft, unread: readonly string[], schema: Schema): boolean {
  return (
    namesNobody(text, draft, schema) ||
    namesPlace(text, draft, schema) ||
    meansNobodyNamed(text, schema) ||
    leavesPersonOut(text, draft, schema) ||
    tellsNoDay(text, draft, schema) ||
    tellsNoTime(text, draft, schema) ||
    tellsDaysOnly(text, draft, schema) ||
    tellsNoSpan(text, draft, schema) ||
    leavesShareOut(text, draft, schema) ||
    leavesNotOut(draft, unread) ||
    saysNot(text, draft) ||
    ranksByDay(text, draft, schema) ||
    ranksByName(text, draft, schema) ||
    missesKey(text, draft, schema) ||
    leavesContraryOut(text, draft, schema) ||
    unread.some((words) => WHICH_IN_TIME.test(words)) ||
    leavesComparisonOut(draft, unread) ||
    boundsFlag(draft, schema) ||
    namesBound(text, draft) ||
    guessesMeasure(text, draft, unread) ||
    tellsNoMoney(text, draft, schema) ||
    countsOnly(text, draft) ||
    listsInstead(text, draft) ||
    leavesVatOut(text, draft, schema) ||
    countsForNumber(draft, text, unread) ||
    leavesGroupOut(text, draft, unread, schema) ||
    countsDays(text, draft, schema) ||
    answersOthers(text, draft, unread, schema) ||
    (unread.length > 0 && onlyEchoes(draft, schema))
  );
}

const NEGATION = /(?:^| )(?:no|not|never|without|nor|neither|except|nobody|none)(?: |$)|n['’]t(?: |$)/iu;

/** "which show opens next?" answered with every one. */
const WHICH_IN_TIME = /(?:^| )(?:next|previous|past|presently|upcoming|former|formerly|earlier|later|recently)(?: |$)/iu;

const COMPARES = /(?:^| )(?:between|(?:\p{L}+er|more|less) than)$/iu;

/** "took longer than its target" answered with a count per target. */
function leavesComparisonOut({ where, having, set }: Draft, unread: readonly string[]): boolean {
  const compares = (condition: Condition): boolean =>
    condition.kind === "or" ? condition.items.some(compares) : condition.kind !== "compare" || /^[<>]/u.test(condition.op);
  return unread.some((words) => COMPARES.test(words)) && set === null && ![...where, ...having].some(compares);
}

/** "products never sold" answered with products, "growers who never sprayed" with growers who lack something else. */
function leavesNotOut(draft: Draft, unread: readonly string[]): boolean {
  const rest = unread.filter((words) => !NEGATION.test(words));
  return rest.length < unread.length && (rest.length > 0 || !negates(draft));
}

const CONTRARY = /\bun(?:paid|sold|sent|read|known|met|built|\p{L}{3,}ed)\b/giu;

/** "unpaid purchases" answered with all of them, because only others have a day of payment. */
function leavesContraryOut(text: string, draft: Draft, { columns }: Schema): boolean {
  const said = [...text.matchAll(CONTRARY)].map(([word]) => word.toLowerCase());
  if (said.length === 0 || draft.set || negates(draft)) return false;
  const conditions = [...draft.where, ...draft.having];
  const isBound = conditions.some(({ kind }) => kind === "between" || kind === "columns" || kind === "or" || kind === "aggregate");
  const isKept = conditions.some((condition) => {
    const column = conditionItems(condition).map(({ field }) => columns[field?.column ?? -1])[0];
    const isOf =
      condition.kind === "compare" && (condition.op !== "=" || said.some((word) => String(condition.value).toLowerCase().includes(word)));
    return isOf || said.some((word) => column?.words.includes(word));
  });
  const isShown = draft.select.some(
    ({ filter, field }) => filter !== undefined || said.some((word) => columns[field?.column ?? -1]?.words.includes(word)),
  );
  return !isBound && !isKept && !isShown;
}

const SAID_NOT = /(?:^| )(?:not|never|without|nobody|neither|nor)(?= |[,.?!;]|$)|n['’]t(?= |[,.?!;]|$)/iu;
const NO_NEGATION =
  /\b(?:(\p{L}+)(?: \p{L}+){0,2},? (?:vs\.?|versus|or|and|compared (?:to|with)) not \1|any ?more|any longer|(?:skip|leave out|leaving out|without counting|exclud(?:e|ing)|ignor(?:e|ing)|except|drop)\b.*|not (?:\p{L}+ )*since|or not|not only|if not|why not|not (?:just|more|less|fewer|later|earlier|before|after|until|exceeding|including|counting)|(?:do not|don['’]t) (?:know|care|mind|worry|forget|need))\b/iu;

/** "who did not show up" answered with everybody. */
function saysNot(text: string, draft: Draft): boolean {
  const bare = text.replace(/"[^"]*"|“[^”]*”/gu, " ");
  return SAID_NOT.test(bare) && !NO_NEGATION.test(bare) && !negates(draft);
}

const NOBODY = /\b(?:nobody|no one|no-one|unassigned|(?:not|n['’]t) (?:yet )?(?:been )?assigned)\b/iu;

/** "has not had a lesson" answered with rows whose own key, or the key of something that nobody spoke of, is not recorded. */
function missesKey(text: string, { where }: Draft, schema: Schema): boolean {
  const { columns, links, tables } = schema;
  const said = new Set((text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).map(lemma));
  return where.some((condition) => {
    const column = condition.kind === "null" && condition.negated !== true ? columns[condition.item.field?.column ?? -1] : undefined;
    if (!column || !(column.isPrimary || column.isForeign)) return false;
    const target = links.find(({ from }) => from === column.id)?.to;
    const table = tables[columns[target ?? -1]?.table ?? -1];
    const words = [...column.lemmas, ...(table?.lemmas ?? []), ...(table?.synonyms ?? [])].filter((word) => word.length > 2);
    // "requests nobody is assigned to" lack the key of a person.
    const isNobody = column.isForeign && table !== undefined && isOfPeople(table.id, schema) && NOBODY.test(text);
    return column.isPrimary || !(isNobody || words.some((word) => said.has(word)));
  });
}

/** "what did we earn on order 7 after material?" answered with a material. */
function tellsNoMoney(text: string, { select }: Draft, { columns }: Schema): boolean {
  const isAsked =
    /^(?:and |so )?(?:what|how much) (?:did|do|does|have|has) (?:we|they|you|i) (?:\p{L}+ )?(?:earn|earned|spend|spent|make|made|invoice|bill)\b/iu.test(
      text,
    );
  return isAsked && select.every(({ agg, field }) => agg === null && columns[field?.column ?? -1]?.type !== "number");
}

/** "how many payments came in and how much was that?" answered with how many. */
function countsOnly(text: string, { select }: Draft): boolean {
  const isAsked =
    /\bhow many\b.*(?:\band|,|;) (?:how much\b|(?:what )?(?:is |was )?(?:the |their |its )?(?:total )?(?:amounts?|values?|sums?|totals?)\b(?! of the (?:first|last)))/iu.test(
      text,
    ) || /\b(?:numbers?|count) (?:and|&|\+) (?:the |their |total )*(?:amounts?|values?|sums?)\b/iu.test(text);
  return (
    isAsked && select.some(({ agg }) => agg === "count") && select.filter(({ agg }) => agg !== null).every(({ agg }) => agg === "count")
  );
}

const WHOLE = /\b(?:all together|altogether|in total|combined|put together)\b/iu;
const OFTEN = /\b(?:most|least) (?:often|frequently)\b/iu;
const THAN = /^(?:do|does|did|is|are|was|were) (?!there\b|any|some|we\b|they\b|you\b).* than\b/iu;

/** "insured for altogether", "played most often" and "does one take longer than the other" answered with single rows. */
function listsInstead(text: string, { select, order, having, where, everything, set }: Draft): boolean {
  const isCounted = [...select, ...order.map(({ item }) => item)].some(({ agg, single }) => agg !== null || single !== undefined);
  const bounds = [...where, ...having].some(
    (condition) => condition.kind === "aggregate" || conditionItems(condition).some(({ agg }) => agg !== null),
  );
  return !isCounted && everything !== true && set === null && (OFTEN.test(text) || THAN.test(text) || (!bounds && WHOLE.test(text)));
}

/** "total incl. VAT" answered with the VAT. */
function leavesVatOut(text: string, { select }: Draft, { columns }: Schema): boolean {
  const isTax = (id: number | undefined): boolean => columns[id ?? -1]?.lemmas.some((word) => /^(?:vat|tax)$/u.test(word)) === true;
  return /\bincl(?:uding|\.)? (?:the )?(?:vat|tax)\b/iu.test(text) && select.some(({ field }) => isTax(field?.column));
}

/** "phone number of Downs Farm" answered with how many farms are called so, because no phone is recorded. */
function countsForNumber({ select }: Draft, text: string, unread: readonly string[]): boolean {
  const [, named = ""] = /(\p{L}+) numbers? of\b/iu.exec(text) ?? [];
  return unread.includes(named) && select.some(({ agg }) => agg === "count");
}

const GROUPED = /\b(?:per|(?:for|by|in|of) (?:each|every)|(?:grouped|split|broken down) by) ([\p{L}-]+)/giu;

/** "customers per planet" answered with one count of all of them, or with one for each. */
function leavesGroupOut(text: string, { group, tables, set }: Draft, unread: readonly string[], { columns }: Schema): boolean {
  const rest = new Set(unread.flatMap((words) => words.toLowerCase().split(" ")));
  const isOwn = (id: number): boolean => columns[id]?.isUnique === true && tables.length === 1;
  return (
    set === null &&
    group.every(({ column }) => isOwn(column)) &&
    [...text.matchAll(GROUPED)].some(([, word = ""]) => rest.has(word.toLowerCase()))
  );
}

/** "a rating worse than E" answered with those of E. */
function namesBound(text: string, { where }: Draft): boolean {
  const bounds = [...text.matchAll(/\b(?:worse|better|higher|lower|greater|smaller|more|less) than (?:an? )?([\p{L}\d+-]+)/giu)].map(
    ([, bound = ""]) => bound.toLowerCase(),
  );
  return where.some(
    (condition) =>
      condition.kind === "compare" &&
      condition.op === "=" &&
      typeof condition.value === "string" &&
      bounds.includes(condition.value.toLowerCase()),
  );
}

const MEASURED =
  /\b(?:average|avg|mean|median|total|summed|combined|overall|sum of) (?:of )?(?:the |all |our )?((?:[\p{L}-]+ ){0,2}?[\p{L}-]+)(?= (?:of|per|by|for|in|from|across|on|at|this|last|and|where|that|with|over|during|is|was)\b|\W*$)/giu;

/** Words that any amount goes by. */
const ANY_AMOUNT = new Set(["amount", "figure", "money", "size", "spend", "spending", "sum", "value", "volume", "worth"]);

/** "average interest of loans" answered with their average amount, because nothing is called interest. */
function guessesMeasure(text: string, { marks }: Draft, unread: readonly string[]): boolean {
  const rest = new Set(unread.flatMap((words) => words.toLowerCase().split(" ")));
  return (
    marks.some((mark) => mark === "guessedMeasure" || mark === "amountOfTable") &&
    [...text.matchAll(MEASURED)].some(([, phrase = ""]) =>
      phrase
        .toLowerCase()
        .split(" ")
        .some((word) => rest.has(word) && !ANY_AMOUNT.has(word)),
    )
  );
}

/** "furnished flats under 900" as those whose yes or no is below 900. */
function boundsFlag({ where }: Draft, { columns }: Schema): boolean {
  return where.some(
    (condition) =>
      condition.kind === "compare" &&
      typeof condition.value === "number" &&
      condition.value > 1 &&
      conditionItems(condition).some(({ agg, field }) => {
        const { samples = [], type } = columns[field?.column ?? -1] ?? {};
        const isYesNo = samples.length > 1 && samples.every((value) => value === null || value === 0 || value === 1);
        return agg === null && (type === "boolean" || isYesNo);
      }),
  );
}

/** "what do we think of client 5?" answered with what client 5 is called: nothing but a row that the question names. */
function onlyEchoes({ select, where, group, order, set, everything }: Draft, { tables, columns }: Schema): boolean {
  const table = tables[columns[select[0]?.field?.column ?? -1]?.table ?? -1];
  const isOwn = (column: number | undefined): boolean =>
    column !== undefined && table !== undefined && (table.nameColumns.includes(column) || table.primaryKey.includes(column));
  return (
    !everything &&
    !set &&
    group.length + order.length === 0 &&
    where.length > 0 &&
    where.every((condition) => condition.kind === "compare" && condition.op === "=" && isOwn(condition.item.field?.column)) &&
    select.every(({ agg, field }) => agg === null && isOwn(field?.column))
  );
}

/** "what is in the cold stores right now?" answered with the cold stores. */
function namesPlace(text: string, { select, where, joins, tables, everything }: Draft, { columns }: Schema): boolean {
  const asked = new Set(where.flatMap((condition) => conditionItems(condition).map(({ field }) => columns[field?.column ?? -1]?.table)));
  return (
    /^what(?:['’]?s| is| are| was| were| do we have)? (?:currently |still |now )?(?:in|inside|on) (?:the|our|my|all) /iu.test(text) &&
    !everything &&
    tables.length <= 1 &&
    (joins?.steps.length ?? 0) === 0 &&
    select.every(({ agg, field }) => agg === null && columns[field?.column ?? -1]?.type === "text") &&
    select.every(({ field }) => asked.size === 0 || asked.has(columns[field?.column ?? -1]?.table))
  );
}

/** "who checked assignment 12?" answered with a day, a figure or a code, or with what the question names itself. */
function namesNobody(text: string, { select, where, everything }: Draft, { columns }: Schema): boolean {
  const named = where.flatMap((condition) =>
    condition.kind === "like" || (condition.kind === "compare" && condition.op === "=") ? (condition.item.field?.column ?? []) : [],
  );
  return (
    /^who(?:m|se)?\b/iu.test(text) &&
    !everything &&
    select.every(({ agg, field, single }) => {
      const column = columns[field?.column ?? -1];
      return (
        single === undefined &&
        (agg !== null ||
          column?.type !== "text" ||
          column.isPrimary ||
          named.includes(column.id) ||
          /^(?:title|plate|registration|phone|email|address|status|role|position|kind|type|category|model|reason)$/u.test(
            column.lemmas[0] ?? "",
          ) ||
          (column.isUnique && /^(?:number|no|code|reference|ref)$/u.test(column.lemmas.at(-1) ?? "")))
      );
    })
  );
}

/** "the longest boat, and who owns it?" answered with the boat alone. */
function leavesPersonOut(text: string, { select, everything, each }: Draft, { columns }: Schema): boolean {
  const shown = select.map(({ field, single }) => (single ? "single" : (field?.via ?? columns[field?.column ?? -1]?.table)));
  return (
    !everything &&
    each === undefined &&
    /.[,;]? (?:and|&|,) ?(?:whom?\b|whose (?:(?:\p{L}+ )?(?:is|are|was|were) (?:it|this|that|they|these|those|he|she)\b|\W*$))[^,;]*$|[,;:] ?who(?:m|se)? (?:is|was|owns?|did|has)\b[^,;]*$/iu.test(
      text,
    ) &&
    new Set(shown).size < 2
  );
}

const PERSON_MEANT = /(?<!\p{L})(?:she|he|her|his|him)(?!\p{L})/iu;

/** "all her accounts" where nobody was spoken of. */
function meansNobodyNamed(text: string, schema: Schema): boolean {
  const at = PERSON_MEANT.exec(text)?.index;
  if (at === undefined) return false;
  const before = text.slice(0, at).match(/[\p{L}\d'’-]+/gu) ?? [];
  return !before.some(
    (word, place) =>
      (place > 0 && /^\p{Lu}/u.test(word)) ||
      /^(?:who|whose|whom|some(?:one|body)|any(?:one|body)|every(?:one|body)|nobody|person|man|woman)$/iu.test(word) ||
      schema.values.has(word.toLowerCase()) ||
      schema.tables.some(({ id, lemmas }) => lemmas.includes(lemma(word.toLowerCase())) && isOfPeople(id, schema)),
  );
}

const SHARE_BESIDE = /(?:\b(?:and|with|plus)|,) (?:the )?(?:%|percent|percentage|share|proportion) (?!of\b)\p{L}/iu;

/** "what share of learners passed" answered with a list of texts or days, "total fees and % waived" without a percentage. */
function leavesShareOut(text: string, { select }: Draft, { columns }: Schema): boolean {
  const hasShare = select.some(
    ({ percent, percentOf, share, change, over, single, field }) =>
      percent === true ||
      share === true ||
      [percentOf, change, over, single].some(Boolean) ||
      columns[field?.column ?? -1]?.words.some((word) => /^(?:%|percent|percentage|share|proportion|pct|rate)$/u.test(word)) === true,
  );
  return (
    (SHARE_BESIDE.test(text) && !hasShare) ||
    (/(?:^|[?.,;:] ?|\b(?:what|wat|which|whats|is|the|and) )(?:the )?(?:share|percentage|percent|proportion|fraction) of\b/iu.test(text) &&
      select.every(({ agg, field, over, single }) => {
        const column = columns[field?.column ?? -1];
        return agg === null && !over && !single && (column?.type !== "number" || column.isPrimary);
      }))
  );
}
