/**
 * What a Spanish verb means in the English words that the shop engine reads: what we did, what somebody did or what was
 * done, and what happens; "" where the verb carries no meaning of its own.
 */
type Verb = readonly [infinitive: string, ours: string, past: string, present: string];

const VERBS: readonly Verb[] = [
  ["vender", "did we sell", "sold", "sell"],
  ["comprar", "did we buy", "bought", "buy"],
  ["pedir", "did we order", "ordered", "order"],
  ["encargar", "did we order", "ordered", "order"],
  ["pagar", "did we pay", "paid", "paid"],
  ["gastar", "did we spend", "spent", "spend"],
  ["ganar", "did we earn", "earned", "earn"],
  ["ingresar", "did we earn", "earned", "earn"],
  ["facturar", "revenue", "revenue", "revenue"],
  ["cancelar", "were cancelled", "cancelled", "cancelled"],
  ["anular", "were cancelled", "cancelled", "cancelled"],
  ["entregar", "were delivered", "delivered", "delivered"],
  ["enviar", "were shipped", "shipped", "shipped"],
  ["despachar", "were shipped", "shipped", "shipped"],
  ["devolver", "refunded", "refunded", "refunded"],
  ["reembolsar", "refunded", "refunded", "refunded"],
  ["usar", "used", "used", "used"],
  ["utilizar", "used", "used", "used"],
  ["registrar", "signed up", "signed up", "signed up"],
  ["repetir", "repeat", "bought again", "repeat"],
  ["perder", "did we lose", "lost", "lose"],
  ["dejar", "did we make", "made", "make"],
  ["generar", "did we make", "made", "make"],
  ["aportar", "did we make", "made", "make"],
  ["superar", "over", "over", "over"],
  ["vivir", "live", "live", "live"],
  ["crecer", "grew", "grew", "grow"],
  ["subir", "increased", "increased", "increase"],
  ["aumentar", "increased", "increased", "increase"],
  ["bajar", "dropped", "dropped", "drop"],
  ["caer", "dropped", "dropped", "drop"],
  ["agotar", "out of stock", "out of stock", "out of stock"],
  ["acabar", "low in stock", "out of stock", "low in stock"],
  ["quedar", "left", "left", "left"],
  ["representar", "make up", "made up", "make up"],
  ["costar", "cost", "cost", "cost"],
  ["recibir", "", "", ""],
  ["llegar", "", "", ""],
  ["entrar", "", "", ""],
  ["hacer", "", "", ""],
  ["reponer", "reorder", "reordered", "reorder"],
];

const ENDINGS = {
  ar: {
    ours: "e amos abamos aba",
    past: "o aron aban",
    present: "a an",
    participle: "ado",
    gerund: "ando",
  },
  er: {
    ours: "i imos iamos",
    past: "io ieron ia ian yo yeron",
    present: "e en",
    participle: "ido",
    gerund: "iendo",
  },
} as const;

/** Stems that change in some forms: "devuelven", "pidieron". */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  devolv: ["devuelv"],
  ped: ["pid"],
  repet: ["repit"],
  perd: ["pierd"],
  cost: ["cuest"],
  hac: ["hic", "hiz"],
};
/** Before an "e" the spelling keeps the sound: "pagué". */
const RESPELT: readonly (readonly [string, string])[] = [
  ["g", "gu"],
  ["c", "qu"],
  ["z", "c"],
];
const PARTICIPLES: Readonly<Record<string, string>> = { devolver: "devuelto", hacer: "hecho" };

/** The forms of the verbs of a shop, without accents, by what they mean; phrases that mean more than their words go first elsewhere. */
export const SPANISH_VERB_FORMS: ReadonlyMap<string, string> = new Map(VERBS.flatMap(formsOf).reverse());

function formsOf([infinitive, ours, past, present]: Verb): readonly (readonly [string, string])[] {
  const stem = infinitive.slice(0, -2);
  const endings = ENDINGS[infinitive.endsWith("ar") ? "ar" : "er"];
  const stems = [stem, ...(CHANGED[stem] ?? [])];
  const forms = (list: string, meaning: string): readonly (readonly [string, string])[] =>
    stems.flatMap((one) => list.split(" ").map((ending) => [joined(one, ending), meaning] as const));
  const participle = PARTICIPLES[infinitive] ?? `${stem}${endings.participle}`;
  const gerunds = stems.map((one) => `${one}${endings.gerund}`);
  const plain = [...forms(endings.ours, ours), ...forms(endings.past, past), ...forms(endings.present, present)];
  const us = infinitive.endsWith("ar") ? `${stem}amos` : `${stem}emos`;
  return [
    ...plain,
    ...["he", "hemos", "llevo", "llevamos", "llevaba", "llevabamos"].map((lead) => [`${lead} ${participle}`, ours] as const),
    ...["ha", "han", "lleva", "llevan"].map((lead) => [`${lead} ${participle}`, past] as const),
    ...["se ha", "se han", "se lleva", "se llevan", "ha sido", "han sido"].map((lead) => [`${lead} ${participle}`, past] as const),
    ...["fue", "fueron"].flatMap((lead) => [[`${lead} ${participle}`, past] as const]),
    ...gerunds.flatMap((gerund) => ["esta", "estan", "se esta", "se estan"].map((lead) => [`${lead} ${gerund}`, present] as const)),
    ...gerunds.flatMap((gerund) => ["estoy", "estamos", "estuvimos"].map((lead) => [`${lead} ${gerund}`, ours] as const)),
    ...["falta por", "faltan por", "queda por", "quedan por", "esta por", "estan por", "esta sin", "estan sin", "sin"].map(
      (lead) => [`${lead} ${infinitive}`, past === "" ? "" : `not yet ${past}`] as const,
    ),
    [us, ours] as const,
  ];
}

/** "pagué" is written with the sound kept before an "e". */
function joined(stem: string, ending: string): string {
  const [sound, respelt] = ending === "e" ? (RESPELT.find(([last]) => stem.endsWith(last)) ?? []) : [];
  return sound === undefined || respelt === undefined ? `${stem}${ending}` : `${stem.slice(0, -sound.length)}${respelt}${ending}`;
}
