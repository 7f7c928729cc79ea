/** A compact English lexicon for questions about data: what general words mean for names of tables and columns. */

const STOP = "a an the of to in on at for from by with and or as is are was were be been being do does did has have had that which who whom whose what when where how why there their its his her our your my they them it he she we you i me us this these those s all any also both each every find show list give return tell display get please can could would will shall may might must should many much than then if so such not no but into over under about between within during out up down off per via only just same other another some more most least less fewer few number name";

/** Words of the grammar of questions: they name a table or column only where they are spelled the same. */
export const GRAMMAR_WORDS: ReadonlySet<string> = new Set("distinct different unique various maximum minimum average mean total sum ascending descending alphabetical order ordered sort sorted named called listed first last each every most least more less fewer top highest lowest largest smallest greatest common popular associated belong contain contains include starting least between above below after before than amount count corresponding respective exactly either together".split(" "));

/** Words that carry no reference to data by themselves. */
export const STOP_WORDS: ReadonlySet<string> = new Set(STOP.split(" "));

/** Groups of words that may stand for one another in the name of a table or column. */
const GROUPS = [
  "name title called label", "id identifier identification key", "number num no count quantity", "code symbol", "description detail summary explanation",
  "date day time datetime", "start begin commence open", "end finish close stop expire", "create make found establish build construct", "year yr annum",
  "phone telephone mobile cell contact", "email mail", "address location street place residence", "city town municipality", "country nation nationality land citizenship", "state province", "region area district zone territory",
  "sex gender", "job occupation profession position role title work", "salary pay wage earning income compensation", "price cost charge fee rate fare expense", "amount total sum value quantity",
  "customer client buyer shopper guest", "employee staff worker personnel", "manager boss supervisor head lead chief", "company firm organization organisation business enterprise corporation", "department dept division unit", "product item good article merchandise", "order purchase buy",
  "shop store outlet", "student pupil", "teacher instructor professor lecturer faculty", "course class subject", "school college university institution", "major field discipline", "grade mark score", "movie film picture", "song track", "artist singer musician performer", "album record", "band group",
  "writer author", "book publication", "paper article", "journal magazine", "car vehicle automobile auto", "plane aircraft airplane", "flight airline", "airport aerodrome", "ship boat vessel", "doctor physician", "patient sick", "hospital clinic", "drug medicine medication", "disease illness condition", "treatment procedure therapy",
  "game match competition contest event", "team club squad side", "player athlete", "coach trainer", "result outcome", "rank ranking position", "point score", "win victory", "loss defeat lose", "type kind category class genre", "status state condition", "level grade tier", "population inhabitant people resident", "person people individual human", "man male", "woman female lady",
  "height tall high elevation altitude", "length long distance duration", "weight heavy mass", "size large big area", "speed fast quick velocity", "age old young birth", "capacity seat occupancy hold", "budget fund funding", "revenue sale turnover", "profit gain earning margin", "debt loan owe", "balance saving", "account acct", "transaction payment pay transfer", "invoice bill", "discount reduction", "tax duty", "currency money",
  "origin home source birthplace native", "destination arrival target", "departure leave source", "language tongue", "religion faith denomination affiliation", "party political", "vote ballot", "election poll", "president chairman leader", "governor head", "mayor head", "building house block", "room chamber", "floor story storey", "owner proprietor possess", "member participant",
  "apartment flat", "hotel inn", "restaurant eatery", "food meal dish", "theme topic subject", "station stop", "train rail railway", "road street route", "river stream", "mountain hill peak", "park garden", "animal pet", "dog puppy", "cat kitten", "temperature heat", "rain precipitation", "wind breeze", "color colour", "comment remark note review", "rating stars score", "opinion view", "nickname alias", "surname last family", "forename first given", "birthday birth dob", "death die dead", "marriage marital married", "spouse husband wife partner", "parent father mother", "child kid son daughter", "friend friendship", "website web site url homepage", "software program application app", "computer pc machine", "problem issue fault bug", "cause reason", "document file", "report statement", "policy insurance", "claim demand", "settlement settle", "asset property", "supplier vendor provider supply", "manufacturer maker producer brand make", "delivery shipment ship shipping deliver", "stock inventory", "warehouse storage depot", "contract agreement", "project initiative", "skill ability", "degree diploma", "award prize honor honour", "nomination nominate nominee", "director direct", "actor actress cast star", "character role", "season series", "channel network", "gross revenue earning", "studio label", "prominence importance", "host hold organize", "visit visitor attend tourist", "reservation booking book", "trip journey travel ride", "driver drive", "pilot fly", "captain commander", "crew team", "mission assignment", "injury hurt wound", "kill death casualty", "crime offence", "police law", "county shire", "headquarter hq office base", "branch office", "representative delegate", "committee board", "chair chairperson head", "section part segment", "latitude lat", "longitude long lng", "bond fine penalty", "arrears overdue", "interest rate yield", "loan credit lend borrow", "deposit saving", "withdrawal withdraw", "collateral security pledge", "due owed payable", "purpose reason use", "hire employ recruit start", "quit leave left", "industry sector", "market exchange", "share stake stock", "percent percentage proportion ratio", "average mean", "maximum max highest", "minimum min lowest", "login username user", "password pin", "version release edition", "issue release publish", "available free", "material substance", "quality grade", "gpa grade average", "credit unit point", "hour time", "advisor adviser mentor tutor", "dorm dormitory residence hall", "amenity facility feature", "activity hobby sport", "decision verdict choice", "enrollment enrolment size", "founder found", "architect design designer", "bridge viaduct", "wine vintage", "grape variety", "bicycle bike cycle", "device gadget phone", "carrier operator provider", "package bundle parcel", "memory ram", "carbs nutrition",
] as const;

const SYNONYMS = new Map<string, Set<string>>();
for (const group of GROUPS) {
  const words = group.split(" ");
  for (const word of words) {
    const known = SYNONYMS.get(word) ?? new Set<string>();
    for (const other of words) if (other !== word) known.add(other);
    SYNONYMS.set(word, known);
  }
}

/** Other lemmas that may name the same thing; empty when the lexicon has none. */
export function synonymsOf(lemma: string): ReadonlySet<string> {
  return SYNONYMS.get(lemma) ?? new Set<string>();
}

/** Abbreviations inside the names of tables and columns, by what they stand for. */
export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  acc: "account", acct: "account", appt: "appointment", apt: "apartment", bldg: "building", dst: "destination", flr: "floor", lvl: "level", mkt: "market", nm: "name", pkg: "package", pmt: "payment", prod: "product", qtr: "quarter", rm: "room", sem: "semester", src: "source", tmp: "temperature", veh: "vehicle", addr: "address", jan: "january", feb: "february", mar: "march", apr: "april", jun: "june", jul: "july", aug: "august", sept: "september", oct: "october", nov: "november", adr: "address", amt: "amount", avg: "average", bal: "balance", bday: "birthday", bdate: "birth date", cat: "category", cc: "credit card", chg: "change", cnt: "count", co: "company", crs: "course", ctry: "country", cty: "city", cust: "customer", dept: "department", dep: "departure", desc: "description", descr: "description", dest: "destination", dist: "distance", dnumber: "department number", dno: "department number", dob: "date of birth", doc: "document", docs: "documents", emp: "employee", enr: "enrollment", est: "estimated", fname: "first name", fk: "key", freq: "frequency", gov: "government", govt: "government", grp: "group", hr: "hour", hrs: "hours", hs: "hours", img: "image", info: "information", init: "initial", inst: "institution", inv: "invoice", lang: "language", lat: "latitude", lname: "last name", loc: "location", long: "longitude", lng: "longitude", lon: "longitude", max: "maximum", mfr: "manufacturer", mgr: "manager", min: "minimum", msg: "message", mth: "month", nbr: "number", no: "number", num: "number", org: "organization", pct: "percent", perc: "percent", ph: "phone", pop: "population", pos: "position", pref: "preference", prof: "professor", proj: "project", pwd: "password", qty: "quantity", ref: "", rec: "record", reg: "region", rep: "representative", sal: "salary", sec: "section", ssn: "social security number", std: "standard", stu: "student", st: "street", tel: "telephone", temp: "temperature", tot: "total", tx: "transaction", txn: "transaction", univ: "university", usr: "user", val: "value", vol: "volume", wt: "weight", yr: "year", zip: "zip", minit: "middle initial", sname: "name", cname: "name", pname: "name", dname: "name", oid: "id", stuid: "student id", facid: "faculty id", pid: "id", cid: "id", sid: "id", did: "id", uid: "user id",
};

/** Adjectives and adverbs, by the lemmas of the attributes they measure; `sign` says which way "more" of the word points. */
const GRADED: Readonly<Record<string, { readonly attributes: readonly string[]; readonly sign: 1 | -1 }>> = {
  old: { attributes: ["age", "birth", "dob", "year", "founded", "opened", "built", "date"], sign: 1 }, young: { attributes: ["age", "birth", "dob"], sign: -1 },
  tall: { attributes: ["height", "floors", "stories"], sign: 1 }, short: { attributes: ["height", "length", "duration", "distance", "time"], sign: -1 }, high: { attributes: ["height", "elevation", "altitude"], sign: 1 }, low: { attributes: [], sign: -1 },
  long: { attributes: ["length", "duration", "distance", "milliseconds", "time", "period"], sign: 1 }, heavy: { attributes: ["weight", "mass"], sign: 1 }, light: { attributes: ["weight"], sign: -1 },
  large: { attributes: ["size", "area", "population", "capacity", "enrollment", "amount", "acreage"], sign: 1 }, big: { attributes: ["size", "area", "population", "capacity", "amount"], sign: 1 }, small: { attributes: ["size", "area", "population", "capacity", "enrollment", "amount"], sign: -1 },
  expensive: { attributes: ["price", "cost", "fee", "fare", "rate", "charge"], sign: 1 }, cheap: { attributes: ["price", "cost", "fee", "fare", "rate"], sign: -1 }, costly: { attributes: ["price", "cost", "charge"], sign: 1 }, ...Object.fromEntries(["pricey", "dear"].map((word) => [word, { attributes: ["price", "cost", "fee", "fare", "rate", "charge"], sign: 1 } as const])),
  fast: { attributes: ["speed", "velocity", "time"], sign: 1 }, slow: { attributes: ["speed", "time"], sign: -1 }, rich: { attributes: ["money", "salary", "wealth", "income", "balance"], sign: 1 }, wealthy: { attributes: ["money", "wealth", "balance", "income"], sign: 1 }, poor: { attributes: ["money", "salary", "income", "balance"], sign: -1 },
  recent: { attributes: ["date", "time", "year", "on", "at"], sign: 1 }, late: { attributes: ["date", "time", "year", "on", "at"], sign: 1 }, new: { attributes: ["date", "year", "created", "opened", "on"], sign: 1 }, early: { attributes: ["date", "time", "year", "on", "at"], sign: -1 }, experienced: { attributes: ["experience", "working", "years", "hours"], sign: 1 },
  strong: { attributes: ["strength", "power"], sign: 1 }, deep: { attributes: ["depth"], sign: 1 }, wide: { attributes: ["width"], sign: 1 }, hot: { attributes: ["temperature"], sign: 1 }, cold: { attributes: ["temperature"], sign: -1 }, good: { attributes: ["rating", "score", "grade", "rank", "gpa", "result"], sign: 1 }, bad: { attributes: ["rating", "score", "grade", "rank"], sign: -1 },
  populous: { attributes: ["population"], sign: 1 }, populated: { attributes: ["population"], sign: 1 }, busy: { attributes: [], sign: 1 }, loud: { attributes: ["volume"], sign: 1 }, paid: { attributes: ["salary", "pay"], sign: 1 }, far: { attributes: ["distance"], sign: 1 },
};

const IRREGULAR_GRADES: Readonly<Record<string, readonly [string, "comparative" | "superlative"]>> = {
  better: ["good", "comparative"], best: ["good", "superlative"], worse: ["bad", "comparative"], worst: ["bad", "superlative"], elder: ["old", "comparative"], eldest: ["old", "superlative"],
  latest: ["late", "superlative"], later: ["late", "comparative"], bigger: ["big", "comparative"], biggest: ["big", "superlative"], hottest: ["hot", "superlative"], hotter: ["hot", "comparative"], farther: ["far", "comparative"], further: ["far", "comparative"], farthest: ["far", "superlative"],
};

export type Graded = { readonly base: string; readonly degree: "comparative" | "superlative"; readonly attributes: readonly string[]; readonly sign: 1 | -1 };

/** Reads "older", "youngest" or, with `previous` "most", "expensive"; null for other words. */
export function readGraded(lower: string, previous: string): Graded | null {
  const irregular = Object.hasOwn(IRREGULAR_GRADES, lower) ? IRREGULAR_GRADES[lower] : undefined;
  if (irregular) return graded(irregular[0], irregular[1], 1);
  const degree = previous === "most" || previous === "least" ? "superlative" : previous === "more" || previous === "less" ? "comparative" : null;
  if (degree) return graded(lower, degree, previous === "least" || previous === "less" ? -1 : 1);
  const match = /^(.+?)(er|est)$/u.exec(lower);
  if (!match?.[1]) return null;
  const found = [match[1], `${match[1]}e`, match[1].replace(/i$/u, "y"), match[1].replace(/i$/u, "ey"), match[1].slice(0, -1)].find((base) => Object.hasOwn(GRADED, base));
  return found ? graded(found, match[2] === "er" ? "comparative" : "superlative", 1) : null;
}

function graded(base: string, degree: Graded["degree"], direction: 1 | -1): Graded | null {
  const entry = Object.hasOwn(GRADED, base) ? GRADED[base] : undefined;
  return entry ? { base, degree, attributes: entry.attributes, sign: entry.sign === direction ? 1 : -1 } : null;
}

/** People and things of a country, by the country's names; for values such as "French" or "American". */
export const DEMONYMS: Readonly<Record<string, readonly string[]>> = {
  american: ["united states", "usa", "us", "u s", "america"], british: ["united kingdom", "uk", "britain", "england"], english: ["england", "united kingdom"], scottish: ["scotland"], welsh: ["wales"], irish: ["ireland"], french: ["france"], german: ["germany"], italian: ["italy"], spanish: ["spain"], portuguese: ["portugal"], dutch: ["netherlands", "holland"], belgian: ["belgium"], swiss: ["switzerland"], austrian: ["austria"], swedish: ["sweden"], norwegian: ["norway"], danish: ["denmark"], finnish: ["finland"], icelandic: ["iceland"], polish: ["poland"], czech: ["czech republic", "czechia"], hungarian: ["hungary"], romanian: ["romania"], bulgarian: ["bulgaria"], greek: ["greece"], turkish: ["turkey"], russian: ["russia"], ukrainian: ["ukraine"], canadian: ["canada"], mexican: ["mexico"], brazilian: ["brazil"], argentine: ["argentina"], argentinian: ["argentina"], chilean: ["chile"], colombian: ["colombia"], peruvian: ["peru"], chinese: ["china"], japanese: ["japan"], korean: ["korea", "south korea"], indian: ["india"], pakistani: ["pakistan"], bangladeshi: ["bangladesh"], thai: ["thailand"], vietnamese: ["vietnam"], indonesian: ["indonesia"], malaysian: ["malaysia"], australian: ["australia"], israeli: ["israel"], egyptian: ["egypt"], nigerian: ["nigeria"], kenyan: ["kenya"], ethiopian: ["ethiopia"], iranian: ["iran"], iraqi: ["iraq"], cuban: ["cuba"], croatian: ["croatia"], serbian: ["serbia"], european: ["europe"], asian: ["asia"], african: ["africa"],
};
/** Countries and cities by the names that mean the same one. */
const PLACES = [
  "united states|united states of america|usa|us|u s|u s a|america", "united kingdom|uk|u k|great britain|britain", "united arab emirates|uae|u a e", "russia|russian federation", "south korea|republic of korea|korea",
  "czech republic|czechia", "netherlands|holland|the netherlands", "european union|eu", "new york city|nyc|new york", "los angeles|la", "san francisco|sf", "washington d c|washington dc|washington",
].map((names) => names.split("|"));

const STATES = "alabama al,alaska ak,arizona az,arkansas ar,california ca,colorado co,connecticut ct,delaware de,florida fl,georgia ga,hawaii hi,idaho id,illinois il,indiana in,iowa ia,kansas ks,kentucky ky,louisiana la,maine me,maryland md,massachusetts ma,michigan mi,minnesota mn,mississippi ms,missouri mo,montana mt,nebraska ne,nevada nv,new hampshire nh,new jersey nj,new mexico nm,new york ny,north carolina nc,north dakota nd,ohio oh,oklahoma ok,oregon or,pennsylvania pa,rhode island ri,south carolina sc,south dakota sd,tennessee tn,texas tx,utah ut,vermont vt,virginia va,washington wa,west virginia wv,wisconsin wi,wyoming wy".split(",");

/** Other names of a place, in the form of `normalise`: those of a country or city, and the postal code of a state of the USA or the state of such a code. */
export function placeNames(text: string): { readonly same: readonly string[]; readonly state: string | null } {
  const state = STATES.find((entry) => entry.slice(0, -3) === text || entry.slice(-2) === text);
  return { same: PLACES.filter((names) => names.includes(text)).flat().filter((name) => name !== text), state: state === undefined ? null : text.length === 2 ? state.slice(0, -3) : state.slice(-2) };
}

/** Words that mean a short code that databases store instead. */
export const VALUE_WORDS: Readonly<Record<string, readonly string[]>> = {
  male: ["m", "male", "man"], man: ["m", "male"], boy: ["m", "male"], female: ["f", "female", "woman"], woman: ["f", "female"], girl: ["f", "female"], yes: ["y", "yes", "true", "1", "t"], no: ["n", "no", "false", "0", "f"], true: ["true", "t", "1", "yes"], false: ["false", "f", "0", "no"],
};
