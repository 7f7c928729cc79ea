import { describe, expect, it } from "vitest";
import { BENGALI } from "@/lib/language/bengali";
import { SPANISH } from "@/lib/language/spanish";
import { detectLanguage, toEnglish } from "@/lib/language/translate";

describe("detectLanguage", () => {
  it.each([
    ["how many orders yesterday", "en"],
    ["orders above ৳10,000", "en"],
    ["total", "en"],
    ["sales of Three Piece in Cox's Bazar", "en"],
    ["cuantos pedidos hay hoy", "es"],
    ["pedidos pendientes", "es"],
    ["¿y ayer?", "es"],
    ["ventas de la semana pasada en Dhaka", "es"],
    ["combien de commandes ce mois", "en"],
    ["quel est le chiffre d'affaires du mois dernier", "en"],
    ["quantos pedidos este mês", "en"],
    ["quanti ordini del mese", "en"],
    ["wie viele Bestellungen gab es gestern", "en"],
    ["গতকাল কত বিক্রি", "bn"],
    ["web থেকে order কত", "bn"],
  ] as const)("hears %j as %s", (text, language) => expect(detectLanguage(text)).toBe(language));

  it("does not take a neighbour of Spanish for the Spanish of the conversation", () => {
    expect(detectLanguage("quantos pedidos este mês", "es")).toBe("en");
  });

  it("keeps the language of the conversation where a text has none of its own", () => {
    expect(detectLanguage("Dhaka?", "es")).toBe("es");
    expect(detectLanguage("Dhaka?", "bn")).toBe("bn");
    expect(detectLanguage("and the month before?", "es")).toBe("en");
  });
});

describe("toEnglish", () => {
  it.each([
    ["¿Cuántos pedidos hubo hace 3 días?", "es", "how many orders were there 3 days ago?"],
    ["pedidos de más de 2.000 taka", "es", "orders more than 2000 taka"],
    ["ventas del 1 al 15 de septiembre", "es", "sales from 1 to 15 september"],
    ["১ সেপ্টেম্বর থেকে ১৫ সেপ্টেম্বর পর্যন্ত বিক্রি", "bn", "from 1 september to 15 september sales"],
    ["১ অক্টোবর থেকে বিক্রি", "bn", "since 1 october sales"],
    ["২০০০ টাকার বেশি অর্ডার", "bn", "more than 2000 taka order"],
    ["ঢাকা ছাড়া বিক্রি", "bn", "except Dhaka sales"],
    ["কত অর্ডার", "bn", "how many order"],
    ["কত বিক্রি", "bn", "sales"],
    ["কার্ডে কত পেমেন্ট হয়েছে", "bn", "card revenue"],
    ["কার্ডে কত টাকা পেমেন্ট হয়েছে", "bn", "card revenue"],
  ] as const)("reads %j", (text, language, english) => expect(toEnglish(text, language)).toBe(english));

  it("leaves what the lexicon lacks as it is, so that it is asked back about", () => {
    expect(toEnglish("ventas de zorblax", "es")).toBe("sales zorblax");
    expect(toEnglish("জরব্লাক্স এর বিক্রি", "bn")).toBe("জরব্লাক্স sales");
  });

  it.each([
    ["Spanish", SPANISH],
    ["Bengali", BENGALI],
  ])("has each %s phrase once, or with one meaning", (_name, text) => {
    const meanings = new Map<string, string>();
    for (const entry of text.split(/[|\n]/).filter((part) => part.includes("="))) {
      const [phrase = "", meaning = ""] = entry.split("=");
      expect(meanings.get(phrase) ?? meaning, phrase).toBe(meaning);
      meanings.set(phrase, meaning);
    }
  });
});
