const PUNCTUATION = "[\\s,.!?;:…~()–—-]";
const WHOM =
  "(?: (?:there|again|all|everyone|everybody|team|folks|guys|sir|madam|boss|bro|brother|bhai|apu|vai|buddy|dear|dears|(?:my )?friends?|tellback))*";
const SOUND = "(?:o+h|a+h|aha|wow|h+m+|uh+|um+|er+m*|phew)";
const THANKS =
  "(?:(?:ok(?:ay)? |great |perfect )?(?:(?<!how )many )?(?:thanks|thank (?:you|u)|thx|tnx|tysm|ty|cheers|much appreciated|appreciate it|dhonnobad|gracias)(?: (?:a lot|a bunch|a million|(?:so|very) much|(?:in )?advance|again|for (?:that|this|the help|your help|your time|helping)))*)";
const PRAISE =
  "(?:ok(?:ay)?|alright|all right|right|yes|yeah|yep|nice|great|cool|super|perfect|very good|good|excellent|interesting|awesome|lovely|amazing|wonderful|fine|got it|understood|i see|not bad|well done|good job|nice one|makes sense|no problem|no worries|fair enough)";
const SORRY =
  "(?:(?:i am |i'm |im |so |very |really )*sorry(?: (?:again|(?:to|for) (?:bother|bothering|disturb|disturbing|interrupt|interrupting|ask|asking|trouble|troubling|bug|bugging|be annoying|keep asking|all the questions|the (?:trouble|bother))(?: (?:you|so much|so many questions|again|late))*)(?=[\\s,.!?;:–—-]|$))*|(?:excuse|pardon|forgive) me|pardon|apologies)";
const GREETING = `(?:(?:hi+|hello+|he+y+|hiya|yo|howdy|greetings|salam|salaam|(?:as)?salam(?:u)? ?(?:w?alaikum|alaykum)|namaste|a? ?(?:very )?good (?:morning|afternoon|evening|day|night))${WHOM}|(?:morning|afternoon|evening)(?=[\\s]*[,.!;:–—-])|dear (?:all|team|sir|madam|tellback|support|\\p{L}+(?=,)))`;
const QUESTION = "(?:questions?|query|queries|qs?|quest|thing|favou?r|ask|check|request)";
const ANNOUNCED = `(?:(?:i (?:have|got|had|'ve got)|(?:just |and |also |ok )*(?:an?|one)|just|here(?:'s| is)|got)? ?(?:an?|one|another)? ?(?:last |final )?(?:quick|small|short|simple|easy|little|brief|silly|stupid|dumb|more|other|another) (?:more |last |quick )?${QUESTION}(?: more)?(?: (?:from|for) (?:me|you|today))?|(?:one more|another|quick|small|short|last|final) one(?=\\s*[,:;.!?–—-])|(?:just )?(?:an? )?quick (?:one|${QUESTION})(?: (?:before|for|from|about|while|because|since)\\b[^:?.!]{1,50})(?=:)|(?:and |my |one )*(?:last|final|next|new|another|second) ${QUESTION}(?=\\s*[,:;.!–—-])|question(?=\\s*[:–—-]))`;
const WONDERING =
  "(?:(?:i am|i'm|im|i was|was|we are|we were)? ?(?:just |only )*(?:wondering|curious|asking|checking|interested)(?: (?:to (?:know|see|hear)|about(?= (?:how|what|which)\\b)))?(?: (?:if|whether) (?:you|u) (?:can|could|would|know|might)(?: (?:please|kindly|tell me|say|know))*)?)";
const ASKED =
  "(?:(?:do|would) (?:you|u) (?:happen to )?know(?: please)?|(?:can|could|would|will|may) (?:you|u|someone|i)(?: please| kindly| quickly| just| maybe)*(?: (?:ask|help me(?: out)?(?: (?:by|and|with|to))?|work out|figure out|look up|calculate|compute|check|find out|tell(?: me| us)?|let me know|say)(?: for me| for us| please)?)|(?:please |kindly |just |pls )*(?:tell|let) (?:me|us)(?: know)?(?: please)?|(?:i|we)(?: would|'d)?(?: just| really| also| quickly)* (?:want|need|like|wish|love|have) to (?:know|find out|ask|check)(?: from you| if you know)?|(?:would|do) (?:you|u) mind telling me|remind me(?: please)?(?=\\s*,)|help me(?: out)?(?: here| please| with this)?|(?:i )?need (?:some |your |a bit of )?help(?: here| please)?|any idea)";
const ASKS = "(?:please |also |now |just )*(?:how|what|which|who|whose|when|where|why|the|our|my|about how)\\b";
const ADDRESS = "(?:listen|look|tell me|say|sir|madam|boss|bro|brother|bhai|buddy|my friend|dear|tellback)(?=\\s*[,.!:;–—-])";

/** What a question is for: "for the board meeting tomorrow". */
const PURPOSE =
  "for (?:(?:the|my|our|an?|tomorrow['’]?s|today['’]?s|monday['’]?s|next week['’]?s) )?(?:\\p{L}+ ){0,2}?(?:meeting|committee|report|review|board|audit|presentation|newsletter|slides?|deck|boss|manager)(?: (?:tomorrow|today|tonight|later|(?:this|tomorrow) (?:morning|afternoon|evening|week)|next week|(?:on )?(?:mon|tues|wednes|thurs|fri)day))?";
const SUPERIOR = "(?:the|my|our) (?:\\p{L}+ ){0,1}?(?:boss|manager|director|ceo|cfo|chief|team|board|accountant|colleagues?)";

/** What may stand before a question, each said for itself; a word that also means something needs a stop behind it. */
const BEFORE = new RegExp(
  `^${PUNCTUATION}*(?:${[
    GREETING,
    THANKS,
    `${PRAISE}(?:[\\s,]+(?:${SOUND}|${PRAISE}|${THANKS}))*(?=\\s*[,.!…])`,
    `(?:${PRAISE}[\\s,]+)+(?=${THANKS}|${SORRY}|${GREETING})`,
    "(?:ok(?:ay)? |well )?so(?=\\s+(?!far\\b|many\\b|much\\b)\\p{L})|ok(?:ay)?(?=\\s+(?:and|but|now|then|what|how|which|who)\\b)",
    SOUND,
    SORRY,
    ANNOUNCED,
    `${PURPOSE}(?=\\s*[,:–—-]|\\s+${ASKS})(?:\\s*[,:–—-]*\\s*(?:i|we) (?:need|want|would like)(?: to (?:know|see))?(?=\\s))?`,
    `${SUPERIOR} (?:asked|asks|is asking|was asking|wants|wanted|would like|needs)(?: me| us)?(?: to know)?(?: (?:this morning|today|yesterday|just now))?[,:]?(?=\\s+${ASKS})`,
    `(?!(?:who|which|what|that|nobody|everyone|it|this)\\b)\\p{L}{3,} (?:asks|is asking|wants to know|would like to know)(?: me| us)?[,:]?(?=\\s+${ASKS})`,
    "(?:q|next|now|also|new topic|another topic)(?=\\s*[,:;–—-]\\s)|now(?=\\s+(?:please|can you|could you)\\b)",
    `${WONDERING}(?=\\s*[,:;.–—-]|\\s+${ASKS})`,
    `${ASKED}(?=\\s*[,:;–—-]|\\s+(?!(?:about(?! how\\b)|more|of|if|whether)\\b))`,
    ADDRESS,
    "(?:can|could|would|will) (?:you|u)(?: please| kindly| now| also| just| quickly| maybe)*(?=\\s+(?:show|list|give|display|name|count|compare|break|split|rank|sort|group|add|include|make)\\b)",
    "(?:please|pls|kindly)",
    "by the way|btw|fyi",
  ].join("|")})(?![\\p{L}\\d'’])${PUNCTUATION}*(?:(?<=[.!…]\\s*)|but (?=\\p{L})|)`,
  "iu",
);

const URGENT =
  "(?: (?:urgently|asap|now|right now|right away|quick(?:ly)?|fast|soon|today|tonight|tomorrow|immediately|badly|by (?:tomorrow|today|tonight|noon|(?:mon|tues|wednes|thurs|fri)day)))";
const NEED = `(?:(?:i|we) )?(?:need|want|have to have|require|am waiting for|'?m waiting for) (?:it|this|that|them|these)(?:${URGENT}| please| for (?:a|an|the|my|our|some) (?:\\p{L}+ ){0,2}?\\p{L}+)*`;
const ACT =
  "(?:call|phone|ring|mail|e-?mail|text|write|send|contact|reach|invite|order|reorder|buy|plan|prepare|remind|chase|follow|visit|book|print|thank|offer|inform|warn|pay|fix|replace|restock|decide|discuss|report|present|congratulate|greet|schedule|arrange|pack|refill|clear|make sure|get back)";
/** The rest of a sentence that asks for nothing more: not "…, so add the phone number". */
const WISHLESS = "(?![^.!?]*\\b(?:add|include|show|list|give|with|by|per|also|their|plus)\\b)[^.!?]*";
/** What the asker is going to do with the answer: "we want to send them a card". */
const AIM = `(?:(?:because|since|as|and|so)[ ,]+)?(?:(?:i|we)(?:['’](?:d|m|re|ll|ve)| am| are| would| will| have)? ?)?(?:just |really |still |also )*(?:want|need|have|got|like|going|planning|plan|trying|about|hoping|meaning) to ${ACT}\\b${WISHLESS}`;
/** What may stand behind a question. */
const BEHIND = new RegExp(
  `(?:^|${PUNCTUATION}+)(?:${[
    "(?:please|pls|kindly|asap|if (?:you|u) (?:can|could|may|please|know|do not mind|don'?t mind|would)|if possible|if at all possible)",
    THANKS,
    SORRY,
    "(?:(?:and |many |best |kind )?regards|bye|see you|ta)",
    `(?<!\\b(?:the|an?|our|my|your|his|her|their|no|any|each|every|of|by|per|is|are|was|were|for|with|without|to|as|in|on|and|or|which|called|named)\\s+)(?:sir|madam|boss|bro|brother|bhai|buddy|mate|dude|my friend|dear|tellback)`,
    `(?<=[,;:.!?(–—-]\\s*)(?:(?:it|that|this)(?:['’]s| is| was) |i need (?:it|this|that|them) |needed |just )?${PURPOSE}`,
    `(?<=[,;:.!?(–—-]\\s*)(?:because |as |since )?${SUPERIOR} (?:is asking|asked|asks|wants (?:it|this|to know)|needs (?:it|this)|was asking)(?: (?:me|us))?(?: (?:for (?:it|this)|today|again))?`,
    `(?<=[,;:.!?(–—-]\\s*)${AIM}`,
    `so (?:that )?(?:i|we|they) (?:can|could|may) ${ACT}\\b${WISHLESS}`,
    "(?:real(?:ly)? |very |super )?(?:quick|quickly|fast)(?: one)?",
    "when(?:ever)? (?:you|u) (?:have|get|got|find)(?: (?:a|the|some|one))? (?:minute|min|moment|sec|second|time|chance)",
    NEED,
    `(?:urgent|urgently)`,
    "(?:i am |i'm |im |i was )?(?:just |only )*(?:curious|wondering|asking|checking|saying|interested)",
    "(?:just |for )?(?:a )?(?:quick|small|short) (?:question|check|one)",
    "for (?:me|us)",
    "(?:lol|lmao|ha(?:ha)+|he(?:he)+|xd|btw|by the way|tbh|fyi|imo|right(?: now)?|ok(?:ay)?|yeah|hm+|huh|eh|no hurry|no rush|take your time)",
    "(?:can|could|would|will) (?:you|u)(?: please)?(?: (?:tell me|check|help|say))?",
    "(?:do )?(?:you|u) know|(?:(?:do you have |got )?any (?:ideas?|clues?|thoughts?))|tell me|let me know",
  ].join("|")})${PUNCTUATION}*$`,
  "iu",
);
/** "what was our revenue last month again?" asks for something told before; "who ordered again" does not. */
const SAID_AGAIN =
  /(?<!\b(?:ordered|orders?|buy|buys|bought|comes?|came|coming|purchased?|shop|shopped|return|returned|used|sold)(?: \S+){0,3}),? again\s*[?.!]*$/iu;
const MARKS = /[\s]*(?:[:;]-?[()DPp]|[\p{Extended_Pictographic}\uFE0F\u200D]+)+/gu;

/** A question without the greetings, apologies and announcements before it: "hi all, quick question: how many loans are open" asks from "how" on. */
export function withoutOpening(text: string): string {
  const rest = strip(text.trim(), BEFORE);
  return rest === text.trim() ? rest : withoutOpening(rest);
}

/**
 * A question without what is only said to be polite or to pass the time: greetings, thanks, apologies, "quick question",
 * "can you tell me", "when you have a minute". What is nothing but that is left as it is.
 */
export function withoutChatter(text: string): string {
  let said = text.replace(MARKS, " ").trim();
  for (;;) {
    const rest = strip(strip(said, BEFORE), BEHIND).replace(SAID_AGAIN, "");
    if (rest === said) return said;
    said = rest;
  }
}

/** Two letters at least have to be left, and something else than "and" or "so". */
function strip(text: string, pattern: RegExp): string {
  const rest = text.replace(pattern, "").trim();
  return /[\p{L}\d]{2}/u.test(rest) && !/^(?:and|but|so|or|then|ok(?:ay)?|also|what|how|the)\s*[?.!]*$/iu.test(rest) ? rest : text;
}
