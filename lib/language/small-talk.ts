import type { Language } from "@/lib/language/translate";

/** What is said between questions; it costs no query. */
export type SmallTalk = "greeting" | "thanks" | "goodbye" | "help";

const PATTERNS: Readonly<Record<SmallTalk, RegExp>> = {
  greeting:
    /^(hi|hello|hey|hiya|yo|howdy|greetings|good (morning|afternoon|evening|day)|hi there|hello there|hey there|salam|assalamu alaikum|namaste|hola|buenos dias|buenos días|buenas tardes|buenas noches|হাই|হ্যালো|নমস্কার|আসসালামু আলাইকুম)( (all|there|team|everyone|tellback))?$/u,
  thanks:
    /^(ok |okay |great |perfect |cool |nice )?(thanks|thank you|thank u|thx|ty|cheers|much appreciated|gracias|muchas gracias|ধন্যবাদ|অনেক ধন্যবাদ)( (a lot|so much|very much|again|tellback|for (that|this|your help|the help)))?$|^(ok|okay|great|perfect|cool|nice|awesome|got it|good job|well done|nice one)$/u,
  goodbye:
    /^(bye|goodbye|bye bye|see you|see ya|see you later|good night|that is all|that's all|adios|adiós|hasta luego|বিদায়|আল্লাহ হাফেজ)( (now|later|tellback))?$/u,
  help: /^(help|help me|ayuda|qué puedo preguntar|que puedo preguntar|সাহায্য|কী জিজ্ঞাসা করতে পারি|what can (you|u) do|what can i ask( you)?|what can (you|u) (tell me|answer)( about (my shop|my business|it|this))?|what do you know( about (me|my shop|my business))?|how (do|can) (i|you) use (this|it|you|tellback)|how does (this|it) work|what (are|is) (you|this)|who are you|what do you do|what questions can i ask|what can i do here)( please)?$/u,
};

/** Whether an answer was small talk, by its intent. */
export function isSmallTalk(intent: string | null): boolean {
  return intent !== null && intent in PATTERNS;
}

const REPLIES: Readonly<Record<Exclude<Language, "en">, Readonly<Record<SmallTalk, string>>>> = {
  es: {
    greeting: "Hola. Puedes preguntar, por ejemplo: «¿Cuántos pedidos hubo ayer?» o «Los 5 productos más vendidos del mes pasado».",
    thanks: "De nada. Un pulgar en una respuesta me dice si era correcta.",
    goodbye: "Hasta luego. Esta conversación queda en tu historial.",
    help: "Respondo preguntas sobre tu tienda y muestro la prueba de cada respuesta. Por ejemplo: «Ventas por mes este año» o «¿Cuántos clientes nuevos hubo este mes?».",
  },
  bn: {
    greeting: "স্বাগতম। জিজ্ঞাসা করতে পারেন, যেমন: «গতকাল কতটি অর্ডার হয়েছে?» বা «গত মাসের সবচেয়ে বেশি বিক্রিত ৫টি পণ্য»।",
    thanks: "আপনাকেও ধন্যবাদ। উত্তর ঠিক ছিল কি না, তা থাম্ব দিয়ে জানাতে পারেন।",
    goodbye: "বিদায়। এই কথোপকথন আপনার ইতিহাসে থাকবে।",
    help: "আমি আপনার দোকান নিয়ে প্রশ্নের উত্তর দিই এবং প্রতিটি উত্তরের প্রমাণ দেখাই। যেমন: «এই বছর মাস অনুযায়ী বিক্রি» বা «এই মাসে নতুন গ্রাহক কতজন?»।",
  },
};

/** Recognises a message that is nothing but small talk; anything that also asks something is a question. */
export function findSmallTalk(text: string): SmallTalk | null {
  const plain = text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[!?¡¿।.,…\p{Extended_Pictographic}\uFE0F]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
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

/** The reply, in words that end with what can be asked. @param examples up to three questions that answer, for English replies */
export function replyTo(talk: SmallTalk, examples: readonly string[], language: Language = "en"): string {
  if (language !== "en") return REPLIES[language][talk];
  const ask =
    examples.length === 0
      ? "Ask about your shop or a database, or drop in a log file."
      : `You can ask, for example: ${examples.map((text) => `“${text}”`).join(", ")}, or drop in a log file.`;
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
