/** What is said between questions; it costs no query. */
export type SmallTalk = "greeting" | "thanks" | "goodbye" | "help";

const PATTERNS: Readonly<Record<SmallTalk, RegExp>> = {
  greeting: /^(hi|hello|hey|hiya|yo|howdy|greetings|good (morning|afternoon|evening|day)|hi there|hello there|hey there|salam|assalamu alaikum|namaste|hola|হাই|হ্যালো)( (all|there|team|everyone|tellback))?$/u,
  thanks: /^(ok |okay |great |perfect |cool |nice )?(thanks|thank you|thank u|thx|ty|cheers|much appreciated|gracias|ধন্যবাদ)( (a lot|so much|very much|again|tellback|for (that|this|your help|the help)))?$|^(ok|okay|great|perfect|cool|nice|awesome|got it|good job|well done|nice one)$/u,
  goodbye: /^(bye|goodbye|bye bye|see you|see ya|see you later|good night|that is all|that's all|adios)( (now|later|tellback))?$/u,
  help: /^(help|help me|what can (you|u) do|what can i ask( you)?|how (do|can) (i|you) use (this|it|you|tellback)|how does (this|it) work|what (are|is) (you|this)|who are you|what do you do|what questions can i ask|what can i do here)( please)?$/u,
};

/** Recognises a message that is nothing but small talk; anything that also asks something is a question. */
export function findSmallTalk(text: string): SmallTalk | null {
  const plain = text.toLowerCase().normalize("NFC").replace(/[!?.,…\p{Extended_Pictographic}\uFE0F]/gu, " ").replace(/\s+/g, " ").trim();
  const found = Object.entries(PATTERNS).find(([, pattern]) => pattern.test(plain));
  switch (found?.[0]) {
    case "greeting":
    case "thanks":
    case "goodbye":
    case "help":
      return found[0];
    default:
      return null;
  }
}

/** The reply, in words that end with what can be asked. @param examples up to three questions that answer */
export function replyTo(talk: SmallTalk, examples: readonly string[]): string {
  const ask = examples.length === 0 ? "Ask about your shop or a database, or drop in a log file." : `You can ask, for example: ${examples.map((text) => `“${text}”`).join(", ")}, or drop in a log file.`;
  switch (talk) {
    case "greeting":
      return `Hello. ${ask}`;
    case "thanks":
      return "You are welcome. A thumb on an answer tells me whether it was right.";
    case "goodbye":
      return "Goodbye. This conversation stays in your history.";
    case "help":
      return `I answer questions about your shop, about databases and about log files, and show the proof with every answer. ${ask}`;
    default:
      return talk satisfies never;
  }
}
