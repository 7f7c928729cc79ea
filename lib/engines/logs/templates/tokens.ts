/** What stands for a changing part in a template. */
export const WILDCARD = "<*>";

/**
 * A hash of a message in which every run of letters and digits that holds a digit counts as the same mark, with the
 * numbers of runs and of other characters beside it. Equal keys mean equal `maskDigits` texts (up to hash collision), so
 * a template found once is found again without tokenising.
 * @returns a safe integer below 2^53
 */
export function messageKey(message: string, from: number): number {
  const end = message.length;
  let hash = 0x811c9dc5;
  let runs = 0;
  let others = 0;
  let i = from;
  while (i < end) {
    const c = message.charCodeAt(i);
    if (CHAR_KIND[c & 127] === 0 || c > 127) {
      hash = Math.imul(hash ^ c, 0x01000193);
      others++;
      i++;
      continue;
    }
    const start = hash;
    let hasDigit = false;
    runs++;
    for (; i < end; i++) {
      const letter = message.charCodeAt(i);
      const kind = letter > 127 ? 0 : CHAR_KIND[letter];
      if (kind === 0) break;
      if (kind === 2) hasDigit = true;
      else if (!hasDigit) hash = Math.imul(hash ^ letter, 0x01000193);
    }
    if (hasDigit) hash = Math.imul(start ^ 1, 0x01000193);
  }
  return (hash >>> 0) * 0x200000 + ((runs & 0x3ff) << 11) + (others & 0x7ff);
}

/** By character code: 0 other, 1 letter, 2 digit. */
const CHAR_KIND = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 48 && code <= 57 ? 2 : (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 1 : 0,
);

const DIGIT_RUN = /[A-Za-z]*[0-9][A-Za-z0-9]*/g;
/** The mark of a changing part: no log writes it, and no rule below reads it as a letter. */
const MARK = "\u0001";

// Order matters: longer shapes first, so that an address inside a URL is not taken apart.
const SHAPES: readonly RegExp[] = [
  /(?<=^|[\s=:(,[])"[^"\n]{1,300}"(?=$|[\s,;.:)\]}])/g,
  /\b[a-z][a-z+.\-]*:\/\/[^\s"'<>)\]},;|]+/gi,
  /[\w.+\-\u0001]+@[\w\-\u0001]+(?:\.[\w\-\u0001]+)+/g,
  /(?<=^|[\s=:("'[,>])[A-Za-z]:\\[^\s"'<>|,;]+/g,
  /(?<=^|[\s=:("'[,>])~?(?:\/[\w.\-$%+@\u0001*]+){2,}\/?/g,
  /(?<=^|[\s=("'[,:])\/[\w.\-\u0001]*[\u0001.][\w.\-\u0001]*/g,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)/g,
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s+(?=\u0001)/g,
  /(?<![\w.$\-\u0001])[a-z][a-z\-]*(?:\.[a-z][a-z\-]*){2,}(?![\w.$(])/g,
  /(?<=\()(?=\))/g,
  /(?<=^|[\s=:("'[,])[\w\-\u0001]+\.(?:exe|dll|sys|log|txt|xml|json|ya?ml|conf|cfg|ini|tmp|so|jar|zip|gz|tar|csv|png|jpe?g|pdf|html?|css|bak|lock|pid|sock|db|dat|bin|img)(?=$|[\s,;:)\]"'])/gi,
];
/** Written in hex digits, so that they are found before single digits are masked. */
const ADDRESSES =
  /(?<![\w:.])(?:[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}|(?=[0-9A-Fa-f:]*(?:::|\d))(?:[0-9A-Fa-f]{1,4}:){1,7}(?::?[0-9A-Fa-f]{1,4})(?::[0-9A-Fa-f]{1,4}){0,6})(?![\w:])/g;
const WORDS = /[^\s=,;:()[\]{}"'|<>]+|[=,;:()[\]{}"'|<>]/g;
const MAX_TOKENS = 240;
const LIST_JOINTS = new Set([",", ":", "|"]);

/** The message with every letter-digit run that holds a digit replaced by one mark. */
function maskDigits(message: string): string {
  return message.replace(DIGIT_RUN, MARK);
}

/**
 * A message as a sequence of words, delimiters and wildcards: numbers, ids, host names, addresses, paths, URLs,
 * e-mail addresses, durations and sizes become wildcards; a list of them counts as one, and so does what comes after 240 tokens.
 */
export function tokenize(message: string): string[] {
  let text = maskDigits((message.length > 4000 ? message.slice(0, 4000) : message).replace(ADDRESSES, maskAddress));
  for (const shape of SHAPES) text = text.replace(shape, MARK);
  const tokens: string[] = [];
  for (const match of text.matchAll(WORDS)) {
    if (tokens.length >= MAX_TOKENS) {
      tokens.push(WILDCARD);
      break;
    }
    push(tokens, match[0].includes(MARK) ? WILDCARD : match[0]);
  }
  return tokens;
}

/** Two groups of digits and a colon are a time or a ratio, not an address. */
const maskAddress = (text: string): string => (text.includes("::") || text.split(/[:-]/).length > 4 ? MARK : text);

function push(tokens: string[], token: string): void {
  if (token === WILDCARD) {
    const last = tokens.at(-1);
    if (last === WILDCARD) return;
    if (last !== undefined && LIST_JOINTS.has(last) && tokens.at(-2) === WILDCARD) {
      tokens.pop();
      return;
    }
  }
  tokens.push(token);
}
