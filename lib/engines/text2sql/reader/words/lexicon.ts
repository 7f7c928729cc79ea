import { MONTH_NAMES } from "@/lib/language/calendar";

const MONTHS = MONTH_NAMES.join("|");

/** Phrases put into one word of the same meaning. */
export const REWORDED: readonly (readonly [RegExp, string])[] = [
  [/^when was the last time (?:that )?((?:we|they|anyone|somebody|someone|\p{Lu}\S+(?: \p{Lu}\S+)?)) (?=\p{L})/giu, "when did $1 last "],
  [/\bunexpired (\p{L}+)/giu, "$1 that have not expired"],
  [
    /,? (?:and|&) how much(?: money| in total)? (?:is|was|are|were) (?:that|it|this|they)(?: (?:in total|altogether|all together|together))?(?=\s*[?.!]*$)/giu,
    " and how much",
  ],
  [
    /^how many (.+?) ((?:are|were|is|was|have been|has been|got)) (\p{L}+), (\p{L}+),? (?:or|and) (\p{L}+),? (?:each|respectively|of each|by itself)[?.!]*$/giu,
    "how many $1 $2 $3 versus $4 versus $5",
  ],
  [/\bcash (?=(?:withdrawn|taken out|drawn out|paid in|deposited)\b)/giu, ""],
  [
    /\b(?:(?:that|who|which) )?(?:(?:has|have|had) )?(?:missed|skipped) (?:an?|any|their|his|her|one|at least one|a single|the) (payment|instal?lment|repayment|rent)s?\b/giu,
    "with overdue $1s",
  ],
  [/\bmembers? of (?:the |our )?staff\b/giu, "staff"],
  [
    /\b(?:that |who |which )?(?:has|have|had|with) (?:an? |their |its )?((?:\p{L}+ )?(?:date|day|deadline)) that (?:has|have|had|is|are) (?:already )?(?:passed|gone by|past|over|in the past|behind us)\b/giu,
    "whose $1 has passed",
  ],
  [
    /^(?!how |which |what |who |when )(?:(?:list|show|give)(?: me)? )?(.{8,}?),? (?:counted|totted up|tallied) (by|per) (.{3,40}?)[.?!]*$/giu,
    "number of $1 $2 $3",
  ],
  [
    /\bversus (?:everybody else|everyone else|everything else|all (?:the )?others?|the (?:rest|others?)|all the rest)(?=\s*[?.!,]|$| (?:in|this|last|by|per)\b)/giu,
    "versus not",
  ],
  [
    /^compare (?:the |our )?(.+? (?:to|of|in|for|from|at|between) )(.+?) (?:with|and|to|against) (?:that of |those of |the one of )?(?=(?:\p{Lu}|\p{L}+ ?){1,4}[?.]*$)/giu,
    "$1$2 versus ",
  ],
  [
    /\b(?:which |that |who )?(sell|buy|bring|order|pay|owe|make|book|do|use|send|supply|give)s? (?:us |in )?(?:absolutely )?nothing(?: at all)?(?=\s*[?.!,]|$| (?:in|this|last|since|from|to)\b)/giu,
    "do not $1 anything",
  ],
  [
    /\bhow much of (?:the |our |their |its )?((?:\p{L}+ )?)limits? (?:is|are|was|were|has been|have been) (?:already )?(?:used|drawn|taken)(?: up)?(?:,? in (?:percent|%),?)?/giu,
    "what is the $1utilisation",
  ],
  [
    /^(?:what is )?(?:the )?(share|percentage|percent|proportion|fraction) of (?!the )(.+?) (?:that|who|which) (?=(?:are|were|was|is|have|has|had)\b)/giu,
    "what $1 of $2 ",
  ],
  [/\b(?:is|are) no longer (?=(?:active|available|valid|open|listed|enrolled|registered|insured)\b)/giu, "are not "],
  [
    /^(?:show|list|give)(?: me)? (?:all )?(?:the |our )?(\p{L}+) and (?:the |their )?(number of \p{L}+(?: \p{L}+)?) (?:each|they|each of them|each one) (?:owns?|ha[sd]|have|made|got|placed|runs?|rents?|manages?|handled?|booked|took)(?=\s*[.?!]?$)/giu,
    "$2 per $1",
  ],
  [
    /\bwhen did (.+?) (?:place|make|have|get|book|give|send|submit|take|pay) (?:its|their|his|her) (?:last|latest|most recent) (\p{L}+)/giu,
    "when was the last $2 of $1",
  ],
  [/\b(overdue|past due) (?:and|but) (?:are |is )?(?:still |yet )?(?:not (?:yet |been )*paid|unpaid)\b/giu, "$1"],
  [/\b(?:unpaid|not (?:yet |been )*paid) (?:and|but) (overdue|past due)\b/giu, "$1"],
  [/\b(this|last|next) (year|month|week|quarter)s (?=\p{L}{3,})(?!ago\b|and\b|worth\b)/giu, "$1 $2's "],
  [/(?<=\p{Lu}\p{L}+ \p{Lu}\p{L}+) (?:his|her) (?=\p{Ll}{3,})/gu, "'s "],
  [/\bbetween (?:now|today) and (?=the end of )/giu, "by "],
  [
    /[,(]? ?\b(?:ignoring|not counting|not including|without|excluding|except|minus|no) (?:the |any )?leavers\b\)?|[,(] ?leavers (?:are )?(?:not (?:counted|included)|excluded|left out|aside)\)?/giu,
    ", current ones only",
  ],
  [
    /\b(?:who|that)(?: have| has| had|['’]ve)?(?: already)? (?:left|quit|resigned|gone)(?: us| the (?:firm|company|business|team|bank))?(?: already)?(?=\s*(?:[.?!]|$))|\bleavers\b/giu,
    "who are former",
  ],
  [/\b(largest|biggest|smallest|highest|lowest) (\p{L}+) by (?:total )?(value|amount|worth)\b/giu, "$2 with the $1 $3"],
  [/\bi\.\s?e\.,?|\b(?:in other words|that is to say),?/giu, "viz"],
  [
    /\b(?:(?:have|has|had|did) )?(?!said|is|are|was|were)(\p{L}{2,}(?:ed|id|ght|ade|ook|ent|old|ave|ot|rote|an)) (?:us |in )?(?:absolutely )?nothing(?: at all)?(?= (?:in|during|this|last|since|for|from|yet|so far|with|on|within|over)\b|[,.?!)]|$)/giu,
    "have not $1 anything",
  ],
  [/\b(?:leaving out|leave out|not counting|disregarding|not including)\b/giu, "ignoring"],
  [
    /(?<=[,(–-] ?)(?:the |any |all )?((?:\p{L}[\p{L}-]* ){1,3})(?:(?:are |were )?(?:excluded|left out|ignored|omitted|not (?:included|counted))|(?:do|does|did) not count|(?:do|does)n['’]t count|aside)(?=\s*(?:$|[.,?;)!]))/giu,
    "ignoring $1",
  ],
  [/\bwithout (?:the |any )?(?=\p{L}+(?: or \p{L}+)? ones\b)/giu, "ignoring "],
  [/,(?<=\b(?:no|not|never|without)\b.*|n['’]t\b.*) not even (?:an?|one|any)\b[^,.;?]*/giu, " "],
  [
    /\b(?:who |that |which )?(?:are |is )?(?:still|currently|presently) (?:work(?:s|ing)?(?: (?:here|for us|with us|there))?|employed(?: (?:by|with|at) (?:us|the \p{L}+))?|here|around|with (?:us|the (?:firm|company|business|organi[sz]ation|team|school|bank))|on (?:the|our) (?:payroll|staff|team)(?=$|[ ,.?]))/giu,
    "who are current",
  ],
  [
    /\b(?:who |that |which )?(?:(?:are|is) no longer|no longer|(?:do not|don['’]t|does not|doesn['’]t) (?=[^,.?]*\bany ?more\b)|(?:are not|aren['’]t|is not|isn['’]t) (?=[^,.?]*\bany ?more\b))(?: ?work(?:s|ing)?| employed)?(?: (?:here|for us|around|with (?:us|the (?:firm|company|business|organi[sz]ation|team|school|bank))|on (?:the|our) (?:payroll|staff|team)|in (?:use|service|operation)))(?: any ?more)?/giu,
    "who are former",
  ],
  [
    /(?<!\b(?!scheduled|planned|expected|needed|required|expired)(?:\p{L}+ed|paid|sent|met|done|left) )\bwithin (?:the )?(?:next )?(\d+|a|one|two|three|six|nine|twelve) (day|week|month|quarter|year)(s?)\b(?! (?:of|after|from|before|following)\b)/giu,
    "in the next $1 $2$3",
  ],
  [/\b(?:the )?direct reports (?:of|to)\b/giu, "those reporting directly to"],
  [/\bdirect reports\b/giu, "reports"],
  [/\b(?:summed|added) up(?= (?:per|by|over|for each))|\bsummed(?= (?:per|by|over|for each))/giu, "in total"],
  [
    /\b(biggest|largest|highest|worst|best|most|newest|oldest|latest|smallest|lowest) (?:ones? )?(?:on|at the) top(?=[.?!)]?$)/giu,
    "$1 first",
  ],
  [
    /\bworst first\b(?<=\b(?:past due|overdue|late|delinquent|failed|unpaid|missed|default(?:ed)?|complaints?|errors?)\b.*)/giu,
    "highest first",
  ],
  [
    /\b(?:add(?:s|ed|ing)? up to|com(?:e|es|ing) to|came to|amount(?:s|ed|ing)? to|sum(?:s|med)?(?: up)? to|total(?:s|led|ed|ling|ing)(?: to)?|(?<=\p{L}s )total(?: to)?) (?:a total of )?((?:(?:more|less|greater|higher|lower) than|over|under|above|below|at least|at most|no more than|no less than|exactly)) (?:a total of )?([$€£]?[\d.,]*\d(?:k|m)?(?: (?:thousand|million|billion))?)(?: in total)?/giu,
    "$1 $2 in total",
  ],
  [/(?<=\p{L})['’]s (?:people|folks)\b/giu, ""],
  [
    /\blast(?:s|ed|ing)?(?= (?:(?:more|less|longer|shorter) than|over|under|at least|at most|between|for (?:more|less|over|under|at))\b)/giu,
    "take",
  ],
  [
    /\b(?:where|for whom|for which|of whom|of which) (?:we|you|i) know (?:the |their |its |his |her )?(?=\p{L}+(?: \p{L}+)?(?:,| what\b| which\b|[?.]|$))(\p{L}+(?: \p{L}+)?)/giu,
    "whose $1 is known",
  ],
  [/\b(that|who|which) (?:got|received|(?:was|were) given) (?=an? )/giu, "$1 have "],
  [/\bnon (?=\p{L}{4,})/giu, "non-"],
  [
    /^(?:(?:on average|on avg),? )?how many (.+?) (?:does|do|did) (?:the average|an average|a typical) (\p{L}+(?: \p{L}+)?) (?:have|make|made|get|take|hold|own|place|file|book|buy|submit|receive|need|use|log|run|contain)(?=[?.,]|$| in | this | last )/giu,
    "average number of $1 per $2",
  ],
  [
    /^(?:on average|on avg),? how many (.+?) (?:does|do|did) (?:an?|each|every|one) (.+?) (?:have|make|made|get|take|hold|own|place|file|book|buy|submit|receive|need|use|log|run|contain)(?=[?.,]|$| in | this | last )/giu,
    "average number of $1 per $2",
  ],
  [
    /^how many (.+?) (?:does|do|did) (?:an?|each|every|one) (.+?) (?:have|make|made|get|take|hold|own|place|file|book|buy|submit|receive|need|use|log|run|contain) on (?:average|avg)\b/giu,
    "average number of $1 per $2",
  ],
  [
    /^(?:on average|on avg),? how many (.+?) (?:are there|(?:are |is )?(?:work(?:s|ing)?|live|sit|assigned|booked|registered|enrolled|employed)?) ?(?:on|in|at|to|for|per|with) (?:an?|each|every|one) (\p{L}+(?: \p{L}+)?)(?=[?.,]|$)/giu,
    "average number of $1 per $2",
  ],
  [
    /[,(]? ?(?:among|amongst|for|(?:only )?(?:counting|considering|taking|including)(?: only)?|only(?: for)?)(?<=\b(?:average|mean|avg)\b.*) (?:the |those )?\p{L}+ (?:who|that|which|with)(?: (?:have|has|had|made|did|got|hold|held|own|took|\p{L}+ed|actually|ever))* (?:at least one|any|one or more|some)(?: (?:of (?:them|those|these)|at all|such))?\)?(?=[?.,]|$)/giu,
    ", ofsome",
  ],
  [/\bby how many percent\b/giu, "by what percentage"],
  [/\b(?:went|remained|stayed|(?:was|were|is|are|has been|have been) left) (?=un\p{L}{3,})/giu, "are "],
  [/\b(?:have not|has not|haven['’]t|hasn['’]t|did not|didn['’]t|failed to) (?:yet )?(?:been )?(?:sell|sold)\b/giu, "are unsold"],
  [
    /\bhow much (\p{L}+) and how much (\p{L}+) (?:falls?|fell|comes?|came|is|was|are|were|will be) (due|paid|owed)\b/giu,
    "total $1 $3 and total $2 $3",
  ],
  [
    /\b((?:first|second|third|fourth|1st|2nd|3rd|4th) quarter) ((?:compared (?:with|to)|versus|vs\.?|against|than(?: in)?|and) (?:the )?(?:first|second|third|fourth|1st|2nd|3rd|4th))(?! quarter)(?=$| of\b|[?.,])/giu,
    "$1 $2 quarter",
  ],
  [/\bincl(?:\.|uding)? (?=\p{L})/giu, "including "],
  [/\byr(s?)\b/giu, "year$1"],
  [/\bon avg\b\.?/giu, "on average"],
  [/ \((?:in )?(days|hours|minutes|weeks|months|years)\)/giu, " in $1"],
  [/, (days|hours|minutes|weeks|months|years)(?<=\b(?:how long|time)\b.*)(?=\s*[?.!]*$)/giu, " in $1"],
  // "since 2025 (by start date)" says which day the time is about.
  [/\((?:counted |measured )?by ((?:\p{L}+ ){0,2}(?:date|day|start|end))\)/giu, "going by $1"],
  [/(?<=\b(?:this (?:year|month|week|quarter)|since|so far)\b.*)[,(]? ?\b(?:until|till|up to|to) (?:today|now|date)\b\)?/giu, " so far"],
  [
    /^(which \p{L}+ )?(.+?),? and how many (\p{L}+) (?:did|does|do|have|has) (?:each(?: (?:one|of them))?|they(?: each)?) (?:spend|spent|work|worked|put in|need|needed|take|took)[?.]*$/giu,
    "total $3 per $1$2",
  ],
  [/^total (\p{L}+) per which (?=\p{L}+ with )/giu, "total $1 per "],
  [
    /^([^:?]{3,40})[:–-] (?:who|which \p{L}+) (?:has|have|had|got|made) (more than|at least|less than|fewer than|over) (one|two|three|four|five|\d+)(?: of (?:them|those))?[?.]*$/giu,
    "who has $2 $3 $1",
  ],
  [/,? (?:even )?(?:al)?though (?:they|he|she|it) (are|is|were|was) (?=an? |\p{L}+$)/giu, " that $1 "],
  [/\b(?:ha(?:ve|s)(?: not|n['’]?t)) had (?:an?|any) (?=\p{L})/giu, "have no "],
  [/\bbut nothing (?=since|in|during|after|this|last)/giu, "but not "],
  [/\bwhich (\p{L}+(?: \p{L}+)?) (?:has |have )?cost (?:us |me )?(?:the )?most\b/giu, "which $1 has the highest total cost"],
  [/\bwhich (\p{L}+(?: \p{L}+)?) (?:has |have )?cost (?:us |me )?(?:the )?least\b/giu, "which $1 has the lowest total cost"],
  [/^(?:do|did) (?:we|you|they) (?:have|got) (?:any )?([^?]+)\? (?:and )?which(?: ones?)?[?.!]*$/giu, "which $1"],
  // Two periods of one figure are set side by side.
  [
    /(?<=\b(?:most|fewest|least|top|highest|lowest|largest|biggest|smallest)\b.*)(?:[?.!]|,? and|,) how (many|much)(?: (?:is|are|was|were|do|does|did|have|has))?(?: (?:it|that|there))? (?:in |for )?(?:each|they|it)(?: (?:one|of them))?(?: (?:have|has|had|hold|holds|got|get|gets|make|made|spend|spent|earn|earned|cost))?\s*[?.!]*$/giu,
    ", and how $1 each",
  ],
  [/\? how (?:many|much)(?: (?:was|were|is|are) (?:it|there|that))? (?:in |for )?each(?: (?:month|time|of them))?\?*$/giu, "?"],
  [
    /^(?:did|do|have|has) (?:we|they|you) \p{L}+ more in ([^?]+?) than in ([^?]+?)\? (?:in|by|measured by) (?:total )?([^?]+?)[?.]*$/giu,
    "sum of $3 in $1 versus $2",
  ],
  [
    /^(?:did|do|have) (?:we|they|you) (?:have |had |get |got |make |made |take |see |receive |received |book |booked )+more (\p{L}+(?: \p{L}+)?) (in|on|during) ([^?]+?) than (?:in |on |during )?([^?]+?)[?.]*$/giu,
    "how many $1 $2 $3 versus $4",
  ],
  [/(?<=\b(?:i|we|you|they))['’]ve\b/giu, " have"],
  [/^(?:i['’]?m|i am|we['’]?re|we are) [^:?!]{3,60}[:.] (?=\p{L})/giu, ""],
  [/^(?:i|we|my|our|the) [^?!:;]{8,90}, so,? (?=(?:do|does|did|how|which|who|what|when|can|is|are)\b)/giu, ""],
  [
    /^(?:and |so )?what (did|do|does|have|has) (.+?) (spend|bring in|earn|pay|make|cost|charge)(?= (?:in|at|on|for|during|this|last|since|with)\b|[?.]|$)/giu,
    "how much $1 $2 $3",
  ],
  [
    /,? and (?:what|how much) (?:does|do|did|is|are|was|were) (?:it|they|that|this|she|he) (?:cost|come to|earn|worth|pay|charge)(?=[?.!]|$)/giu,
    " and how much",
  ],
  [/\bsince before (?=\d|the |last |this )/giu, "before "],
  [/\b(?:have|has) been (?:around|in business|going)(?= (?:since|for|before|longer)\b)/giu, " "],
  [
    /\bsince (?:the )?(?:start|beginning) of (?=january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d|last )/giu,
    "since ",
  ],
  [/\bthe same (?:stretch|span|time) (?=last |of last |a year)/giu, "the same period "],
  [/\b(sales|revenue|income) (?:values?|amounts?|figures?|totals?|volume)\b/giu, "$1"],
  [/\bthe very (first|last)\b/giu, "the $1"],
  [/\bmoney (?:(?:we|they) )?(?:made|earned)\b/giu, "income"],
  [
    /\b(?:(?:the |total )?(?:money|amount|sum)(?: that)?(?: we| they)?(?: was| were| has been| have| has)? spent|(?:total )?(?:spend|spending|expenditure|outlay)) (?:on|for) /giu,
    "how much did we spend on ",
  ],
  [
    /\bby (?:what|how much) (?:they|he|she|it|each)(?:['’]ve| have| has)? (?:spent|paid|brought in|earned|spend)(?: us| with us| to us| for us| here)?/giu,
    "by revenue",
  ],
  [/\bby (?:total |overall )?(?:spend|spending)\b(?! on)/giu, "by revenue"],
  [
    /^how (?:did|do|does|have|has) (.+?) and (.+?) compare(?:d)? (?:for|in|on|in terms of|by|when it comes to|with regard to) (.+?)(?=[?.]|$)/giu,
    "$3 for $1 versus $2",
  ],
  [
    /^(?:what|how much)(?: money)? (?:(?:has )?(?:come|came)|(?:did|do|have) (?:we|they) (?:take|taken|took|get)) in (?:as|in) (?=\p{L}+s\b)/giu,
    "total ",
  ],
  [/\b(?:what|how much) (?:did|do|does|has|have) (?:the |our )?(.+?) (?:bring|brought) in\b/giu, "total revenue from $1"],
  [
    /(?<=\b(?:take|takes|taking|took|taken|draw|draws|drew|drawn|withdraw|withdraws|withdrew|withdrawn|get|gets|got)(?: out)? )cash\b/giu,
    " ",
  ],
  [/(?<=\b(?:how much|much|more|most|any) )cash\b/giu, "money"],
  [/\bmoney in(?= (?:per|by|each|every|this|last|in|for|during|since)\b|[,.?]|$)/giu, "money incoming"],
  [
    /\bmoney (?:(?:(?:we|they) )?(?:received|taken(?: in)?|took in|collected)|(?:that |which )?(?:came|comes|(?:has|have) come) in)\b(?! (?:from|through|via)\b)/giu,
    "income paid",
  ],
  [
    /\b(busiest|quietest|strongest|weakest|slowest|fastest) (?:ones? )?(?:on|at the) top(?=[.?!)]?$)|\bbusiest first\b(?<=\b(?:per|by)\b.*)/giu,
    "most first",
  ],
  [/\b(?:since|in|from|during) ((?:19|20)\d{2}) (?:or|and) (?:earlier|before)\b/giu, "before the end of $1"],
  [/\b(?:since|in|from|during) ((?:19|20)\d{2}) (?:or|and) (?:later|after(?:wards)?|onwards?)\b/giu, "since $1"],
  [/\b(?:in|during) the ((?:19|20)\d)0['’]?s\b/giu, "between $10 and $19"],
  [/,? ?\b(?:whether or not|no matter (?:whether|if|what|which|how)|regardless of|irrespective of)\b[^,.;:?]*/giu, " "],
  [
    /\b(?:found|discovered|heard (?:of|about)|got to know) us (?<=\b(?:share|percentage|proportion|fraction|percent)\b.*)(?=(?:by|through|via|on|from)\b)/giu,
    "came to us ",
  ],
  // Two states of the same rows are set side by side.
  [
    /^how many (\p{L}+) (are|were|have been|got|ended up) (?:marked |listed |flagged |recorded |reported )?(?:as )?(\p{L}+(?: \p{L}+)?),? (?:and|&) how many (?:of them )?(?:are |were |have been |got |ended up )?(?:marked |listed |flagged |recorded |reported )?(?:as )?(?=\p{L})/giu,
    "how many $1 $2 $3 versus ",
  ],
  [
    /^how many (.+?) (have|with|has) (.+?),? and how many (?:of them )?(?:\2) (?!not\b|no\b|both\b|neither\b|at\b|more\b|less\b|fewer\b|\d)(?=\p{L})/giu,
    "how many $1 $2 $3 versus ",
  ],
  [
    /^compare (?:the )?(number of .+? (?:with|whose|in|from|that are) .+) (?:and|with|to|against) (?=(?:\p{L}+ ?){1,4}[?.]*$)/giu,
    "$1 versus ",
  ],
  [/\b(is|are|was|were) either (?=[^,;?]+ or )/giu, "$1 "],
  [/^([^:?]{4,60}): how many ((?:\p{L}+ ){1,3})and how many (?=\p{L})/giu, "$1: how many $2versus "],
  [/\bhow many (\p{L}+) and how many (\p{L}+(?: \p{L}+)?)(?= (?:do|did|are|were|have|has|is|was)\b|\?|$)/giu, "how many $1 versus $2"],
  ...Object.entries({ yr: "year", wk: "week", mth: "month", qtr: "quarter" }).map(([short, long]): readonly [RegExp, string] => [
    new RegExp(`\\b(this|last|next|past|per|each|every|same|previous|current|by) ${short}\\b`, "giu"),
    `$1 ${long}`,
  ]),
  // What should have happened by now is overdue.
  [
    /\b(?:(?:which|that|who) )?(?:should|ought to|were (?:supposed|meant|due) to|was (?:supposed|meant|due) to) (?:already )?(?:have|be) (?:already )?(?:been )?(?:back|brought back|returned|paid|settled|delivered|finished|completed|closed|done|shipped|handed in)(?: (?:by now|already|long ago|by today))(?= *[,.?!]|$| (?:and|but|with|by)\b)/giu,
    "that are overdue",
  ],
  [/\b(?:runs? out|lapses?|(?:comes?|come) up for renewal)\b/giu, "expire"],
  [
    /\b(?:before|by the time) (?:the|this) (year|month|quarter|week) (?:is (?:over|out|up|through)|ends|runs out|finishes|closes)\b/giu,
    "before the end of the $1",
  ],
  [
    /\bas (?:an? )?(?:positive|absolute) (?:numbers?|amounts?|figures?|values?|sums?)\b|\bin absolute (?:terms|values?|figures?)\b|\b(?:without|ignoring) (?:the |their |its )?(?:minus )?signs?\b/giu,
    "unsigned",
  ],
  [/\b(\p{L}{4,})-listed\b/giu, "$1 list"],
  [/\b(?:went out|came in) (late|on time)\b/giu, "were $1"],
  [/\b(\p{L}{3,}(?:ed|en|nt|id))(?:,? but|,) not (?:yet )?(\p{L}{3,}(?:ed|en|nt|id))\b/giu, "$1 and not $2"],
  [/\b(?:ended(?: up)?|turned out|came out|finished up) as (?=an? )/giu, "were "],
  [/^when and (?:on |in |at |to )?(which .+?)\s*[?.!]*$/giu, "$1, and when"],
  [
    /\b(?:(?:who|that|which) )?(?:(?:have|has|had) )?never (?:booked|ordered|placed|made|taken|had|bought) (?:an?|any|a single) (?=\p{L}+)/giu,
    "without any ",
  ],
  [
    /\bbusiest ((?:\p{L}+ ){1,3}?)((?:(?:this|last) (?:week|month|quarter|year) |in \p{L}+ (?:\d{4} )?)?)(?:going |judging |measured )?by (?:(?:the )?number of )?(?!hours|minutes|days|revenue|income|turnover|total|sales\b)((?:\p{L}+ )?\p{L}{3,}s)(?=[?.!]*$)/giu,
    "$1with the most $3 $2",
  ],
  [
    /^(?:did|do|have|has) (?:we|they|you) (?:do|done|have|had|get|got|give|given|hold|held|sell|sold|make|made|book|booked) more ([\p{L} ]+?) ((?:in|during|over|this|last) [^?.]+?) than ((?:in|during|over|this|last) [^?.]+?)(?=[?.])/giu,
    "number of $1 $2 versus $3",
  ],
  [/(?<!\b(?:they|it|he|she) )\b(?:which (?:are |were )?|that (?:are |were )?)?(?:going|went|paid|flowing) out\b/giu, "outgoing"],
  [
    /\b(?:which (?:are |were )?|that (?:are |were )?)?(?:coming|came|flowing) in\b(?= (?:in|during|this|last|since|by|per)\b|[,.?]|$)/giu,
    "incoming",
  ],
  [/\b(?:have|has|had|with|having) no (?:known|recorded) (\p{L}+)/giu, "whose $1 is unknown"],
  [/\bwith (?:an? |the )?(known|unknown|recorded|missing) (\p{L}+)/giu, "whose $2 is $1"],
  [/\be-?mail(?: address)?(es)?\b/giu, "email$1"],
  [
    /\b((?:less|fewer|more|lower|higher|greater) than|above|over|below|under|at least|at most) (?:a )?half (?:of )?(?=the |its |their |his |her )/giu,
    "$1 50% of ",
  ],
  [/\b(less|lower|more|higher|greater) than (?:twice|double) (?=the |its |their |his |her )/giu, "$1 than 200% of "],
  [/\bhalf a (million|billion)\b/giu, "0.5 $1"],
  [/\b(?:an|one) hour and a half\b/giu, "90 minutes"],
  [/\bhalf an hour\b/giu, "30 minutes"],
  [
    /(?<=\b(?:than|over|under|above|below|least|most|exceeding) )an? (hour|minute|day|week|month|year|metre|meter|kilo|litre|mile|tonne)\b(?! (?:rate|ago|old))/giu,
    "1 $1",
  ],
  [
    /,? (?:(?:as )?compared (?:to|with)|in comparison (?:to|with)|as opposed to|set against) (?:those (?:of|in|for) |that (?:of|in|for) )?(?=(?:our |the |an? )?(?!last|this|previous|prior|same|average|mean|usual|year|month|week|quarter|day)\p{L})/giu,
    " versus ",
  ],
  [/ vs?\.? (?=\S)/giu, " versus "],
  // "from the 1st to the 18th of November versus the same days in October".
  [
    new RegExp(
      `\\b(?:from )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:to|until|till) (?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTHS})\\b(.{1,40}?)\\b(?:the )?same (?:days|dates|period) (?:in|of) (${MONTHS})\\b`,
      "giu",
    ),
    "$1 to $2 $3$4$1 to $2 $5",
  ],
  // "july-september this year versus the same three months last year".
  [
    new RegExp(
      `\\b(${MONTHS})(?: to | ?[-–] ?)(${MONTHS}) this year(.{1,40}?)\\b(?:the )?same (?:\\p{L}+ |\\d )?months (?:of |in )?last year\\b`,
      "giu",
    ),
    "$1 to $2 this year$3$1 to $2 last year",
  ],
  [/\b(\p{L}{4,}) versus not \1\b/giu, "$1 versus non-$1"],
  [/\bpast (?:their|its|the|his|her) ((?:\p{L}+ )?(?:date|deadline|day))\b/giu, "whose $1 has passed"],
  [
    /\b(?:month[- ](?:over|on|to)[- ]month|from month to month|versus (?:the )?(?:previous|prior|last) month each month)\b/giu,
    "stepwise by month",
  ],
  [/\b(?:quarter[- ](?:over|on|to)[- ]quarter|from quarter to quarter)\b/giu, "stepwise by quarter"],
  [
    /\b(?:year[- ](?:over|on|to)[- ]year|from year to year)\b(?:(?=.*\b(?:change|growth|difference)\b)|(?<=\b(?:change|growth|difference)\b.*))/giu,
    "stepwise by year",
  ],
  [/\b(?:with )?(?:a |the )?running (?:total|sum|count)s?\b(?: of)?/giu, "cumulative"],
  // Who lacks the one or the other has neither.
  [
    /\b((?:without|with no|(?:have|has|had) (?:no|never had|not had)|never had|never (?:got|took|made|bought|ordered|booked)) (?:(?:an?|any|single|one) )*(?:\p{L}+ ){1,3})or (?:(?:an?|any) (?=(?:\p{L}+ ){0,2}\p{L}+(?: *(?:[?.,;!]|$)| (?:in|on|since|this|last|yet|at|by|per|with)\b))|(?=\p{L}+(?: *(?:[?.,;!]|$)| (?:since|this|last|yet|per)\b)))/giu,
    "$1and without ",
  ],
  [/\bneither (an? (?:\p{L}+ ){1,3})nor (?=an? \p{L}+)/giu, "without $1and without "],
  [/\bwhat part of\b/giu, "what percentage of"],
  [
    /(?<=\b(?:share|percentage|percent|proportion|part|rate|utili[sz]ation)\b.*),? (?:altogether|overall|in total|all in all|all together)(?=\s*[?.!]*$)/giu,
    "",
  ],
  [
    /\b(?:(?:what|which|how much) )?(?:share|percentage|percent|proportion|part) of (?:the |our |their |its )?(?:(?:total|overall) )?(?:(?:credit|card|overall) )?limits? (?:(?:that )?(?:is|are|was|were|has been|have been) )?(?:already )?(?:used|drawn|taken)(?: (?:up|down))?(?= (?:on|of|for|by|per|in|with)\b|\s*[?.!]*$)/giu,
    "what is the utilisation",
  ],
  [/(?<![\d\p{L}] ?)% of (?=\p{L})|(?<=\bwhat(?:['’]s| is)?(?: the)? )% of (?=\p{L})/giu, "percentage of "],
  [/(?<=\b(?:are|is|were|was|been) )(?:marked|flagged|labell?ed|classified|classed|categori[sz]ed|recorded|listed|logged) as /giu, ""],
  [/(?<=\p{L}s )(?:marked|flagged|labell?ed|classified|classed|categori[sz]ed|recorded|listed|logged) as (?=\p{L})/giu, "that are "],
  [
    /^(?:(?:which|what|list|show) )?(?:the )?(?:how many )?(.+?)(?: (?:that|which))?(?: (?:are|were|is|was))?(?: (?:marked|flagged|reported|listed|recorded)(?: as)?)? (\p{L}+) (?:or|and|&) (\p{L}+),? (?:and )?(?:the )?(?:number|count|how many) (?:of|for) each[?.!]?$/giu,
    "how many $1 are $2 versus $3",
  ],
  [/\b(?:gave|given|gives?|provided|left) us (?=(?:an?|their|the|his|her|no) )/giu, "have "],
  [/\b((?:overdue|unpaid|outstanding|past due)(?: and (?:overdue|unpaid|outstanding))?) (?:as of )?today\b/giu, "$1"],
  [/\b(days|weeks|months) behind(?=\s*(?:[?.!,]|$| (?:on|with|now|today)\b))/giu, "$1 overdue"],
  [
    /\b(?:(?:that|who|which|whom) )?(?:(?:we|i) can (?:reach|contact|call|get hold of) |(?:have|has|had|with) |(?:are|is) reachable )?neither (?:by |via |an? |any )?(\p{L}+) nor (?:by |via |an? |any )?(\p{L}+)(?=\s*(?:[?.!,:;]|$| (?:in|on|at|since|this|last|per|by|for each|today|yet)\b))/giu,
    "without $1 and without $2",
  ],
  // Said the other way round: "more than 90 days overdue".
  [/\b(overdue|past due|late|in arrears) (?:by|for) (\d+ (?:days?|weeks?|months?)) or (?:more|longer)\b/giu, "$1 by at least $2"],
  [
    /(?<!\b(?<!\b(?:that|which|who) )(?:is|are|was|were) )\b(overdue|past due|late|in arrears) (?:(?:by|for) )?((?:(?:more|less) than|over|under|at least|at most) \d+ (?:days?|weeks?|months?))(?! (?:after|before|ago)\b)/giu,
    "$2 $1",
  ],
  [
    /(?<=\b(?<!\b(?:that|which|who) )(?:is|are|was|were) (?:overdue|past due|late) )(?=(?:(?:more|less) than|over|under|at least|at most) \d+ (?:day|week|month))/giu,
    "by ",
  ],
  [/\b(?:the )?(year|quarter|month)[- ]end\b/giu, "the end of this $1"],
  [/\b(largest|biggest|highest|greatest|smallest|lowest) single (?=\p{L})/giu, "$1 "],
  [
    /^(which|what) (\p{L}+s) (?:have|did|do) (?:our |the )?\p{L}+s (?:spent|spend) (?:the )?most (?:money )?(?:at|in|on|with)(?= (?:in|during|this|last|since)\b|\s*[?.!]*$)/giu,
    "$1 $2 have the highest spending",
  ],
  [
    /,? and (?:what|which) (?:amount|sum) (?:do|does|did|are|is|were|was) (?:they|it|these|those)(?: \p{L}+){0,2}(?=\s*[?.!]*$)/giu,
    " and how much",
  ],
  // A total behind a count is a second figure.
  [
    /,? (?:and|plus|&)(?<=\bhow many\b.*) (?:what(?:['’]s| is| was| are)? )?(?:(?:the|their|its|a) )?(?:grand |combined |overall )?(?:total(?: (?:amount|value|sum))?|sum|amount|value|worth)(?: (?:due|involved|at stake))?(?: (?:of|on|for|in) (?:them|those|it|all))?(?=\s*[?.!]*$)/giu,
    " and how much",
  ],
  [/\bwhat (?:do|does|did) (?:they|it|these|those) (?:all )?(?:add up to|amount to|come to|total|sum(?: up)? to)\b/giu, "how much"],
];
