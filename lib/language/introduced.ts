const NAME =
  "(?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?\\p{Lu}[\\p{L}'’.-]*\\p{Ll}(?: (?:(?:van|von|de|del|la|der|da|bin|al) )*\\p{Lu}[\\p{L}'’.-]*)*";
const PLACE =
  "(?:(?:(?:here|there)(?: (?:with me|now))?|waiting|calling|asking|on the (?:phone|line)|in front of me|with me|(?:standing |sitting |waiting )?(?:at|in) (?:the|our|my) (?:counter|desk|door|till|reception|front desk|office|window|shop|branch|lobby))(?: (?:right )?now| again)?)";
const WISH = "(?:and )?(?:(?:wants|wanted|would like|needs|is asking|asks|asked)(?: us| me)?(?: to (?:know|see|hear))?)";

/** Who is spoken of before the question is put: "Ann Lee is on the phone. …", "I have Ann Lee here, …", "Ann Lee wants to know …", "Ann Lee: …". */
const INTRODUCED = [
  `^(?:[Ii](?:['’]ve(?: got)?| have(?: got)?)|[Ww]e have(?: got)?|[Tt]here(?:['’]s| is)) (?<name>${NAME}) ${PLACE}(?: ${PLACE})*(?:\\s*[,.;:!–—-]+\\s*|\\s+)(?:(?:who|(?:and )?(?:she|he|they)) )?(?:${WISH}[,:]? )?`,
  `^(?<name>${NAME})(?:['’]s| is| are) ${PLACE}(?:\\s*[,.;:!–—-]+\\s*|\\s+(?=and\\b))(?:(?:(?:and )?(?:she|he|they) )?${WISH}[,:]? )?`,
  `^(?<name>${NAME}) ${WISH} (?=(?:how|what|which|who|whose|when|where|whether|if|the|his|her|their|all)\\b)`,
  `^(?<name>${NAME})\\s*(?:[:,;]|\\s[–—-])\\s+`,
].map((form) => new RegExp(form, "u"));

/** In what follows the name stands for the person. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [
    /\b(of|for|by|with|to|from|at|on|about|under|than) (?:her|him|them)\b(?=\s*(?:[?.!,;:]|$|(?:in|on|at|since|this|last|so|now|today|and|from|before|after|until|by)\b))/giu,
    "$1 NAME",
  ],
  [/\b(?:her|his|their) own\b/giu, "NAME's"],
  [/\b(?:all (?:of )?)?(?:her|his|their)(?= \p{L})/giu, "NAME's"],
  [/\b(?:hers|theirs)\b/giu, "NAME's"],
  [/\b(?:she|he|they)(?:['’](?:s|re))(?= )/giu, "NAME is"],
  [/\b(?:she|he|they)\b/giu, "NAME"],
];

/**
 * A question about who is named before it, with the name where it is meant: "Ann Lee is on the phone. Which cards does she have?" asks which
 * cards Ann Lee has. Left as it is where nothing refers back to the name.
 */
export function nameTheMeant(text: string): string {
  for (const form of INTRODUCED) {
    const match = form.exec(text);
    const name = match?.groups?.name;
    if (match === null || name === undefined) continue;
    const asked = text.slice(match[0].length);
    // "when do they expire" of her cards is not about her.
    const isOne = /\b(?:she|he|her|his|him)\b/iu.test(asked);
    const named = MEANT.reduce(
      (sofar, [pattern, words]) =>
        sofar.replace(pattern, (said, ...groups: readonly string[]) =>
          isOne && /\bthe(?:y|irs?|m)\b/iu.test(said) ? said : words.replace("$1", groups[0] ?? "").replace("NAME", name),
        ),
      asked,
    );
    if (named !== asked) return named;
  }
  return text;
}
