import { at, Choice, Weights, zipf } from "./random";
import type { Random } from "./random";

const FIRST_NAMES = (
  "Rahim,Fatema,Tanvir,Nusrat,Sakib,Ayesha,Imran,Sumaiya,Arif,Jannat,Hasan,Sharmin,Mehedi,Farzana,Rakib,Tania,Kamrul,Ruma,Shahin,Mim," +
  "Nayeem,Lamia,Masud,Sadia,Rubel,Afsana,Jahid,Mahfuza,Sohel,Nasrin,Faisal,Shirin,Anik,Rima,Habib,Salma,Tuhin,Moushumi,Zahir,Papia," +
  "Riad,Dilruba,Asif,Hosne Ara,Liton,Bithi,Shuvo,Keya,Mizan,Poly,Nabil,Rokeya,Partha,Shampa,Biplob,Anika,Dipu,Ishrat,Ovi,Tasnim," +
  "Joy,Sabina,Kabir,Momena,Palash,Laboni,Shafiq,Urmi,Tareq,Nipa,Saiful,Munia,Wasim,Trina,Bappi,Oishee,Emon,Sraboni,Galib,Zinia," +
  "Shanto,Rehana,Munir,Parul,Selim,Afroza,Yasin,Jhuma,Iqbal,Maliha"
).split(",");

const LAST_NAMES = (
  "Islam,Hossain,Rahman,Akter,Ahmed,Khan,Begum,Uddin,Chowdhury,Das,Sarkar,Miah,Roy,Haque,Khatun,Ali,Talukder,Paul,Mondal,Sultana," +
  "Karim,Bhuiyan,Siddique,Saha,Barua,Kabir,Majumder,Sheikh,Ghosh,Sikder,Molla,Howlader,Biswas,Dey,Mahmud,Alam,Jahan,Patwary,Debnath,Tripura," +
  "Chakma,Reza,Shikder,Munshi,Nath,Kazi,Gazi,Pramanik,Halder,Mridha"
).split(",");

/** Share of deliveries by city; the empty name stands for a city that was never asked for. */
const CITIES = new Choice({
  Dhaka: 41,
  Chattogram: 12,
  Sylhet: 6.5,
  Gazipur: 5.5,
  Khulna: 4.4,
  Rajshahi: 4,
  Narayanganj: 4,
  Cumilla: 3.6,
  Mymensingh: 2.8,
  Barishal: 2.3,
  Rangpur: 2.2,
  Bogura: 2,
  Jashore: 1.6,
  "Cox's Bazar": 1.4,
  Feni: 1.1,
  Noakhali: 1,
  Dinajpur: 0.8,
  Tangail: 0.8,
  Savar: 0.7,
  Pabna: 0.5,
  "": 2.8,
});

const FIRST_WEIGHTS = new Weights(zipf(FIRST_NAMES.length, 0.75, 4));
const LAST_WEIGHTS = new Weights(zipf(LAST_NAMES.length, 0.95, 3));

export type Person = {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
};

/** A shopper as shops record them: phone first, e-mail seldom, sometimes no name or one in small letters. */
export function drawPerson(random: Random): Person {
  const first = at(FIRST_NAMES, FIRST_WEIGHTS.draw(random));
  const last = at(LAST_NAMES, LAST_WEIGHTS.draw(random));
  const nameless = random.chance(0.024);
  const small = random.chance(0.03);
  const surname = random.chance(0.055) ? null : last;
  return {
    first_name: nameless ? null : small ? first.toLowerCase() : first,
    last_name: nameless || surname === null ? null : small ? surname.toLowerCase() : surname,
    email: random.chance(0.31) ? emailOf(random, first, last) : null,
    phone: random.chance(0.965) ? phone(random) : null,
    city: CITIES.draw(random) || null,
  };
}

/** The name on the parcel: mostly the customer's own, now and then somebody else's or shouted. */
export function drawShippingName(random: Random, person: Person): string | null {
  const own = [person.first_name, person.last_name].filter((part) => part !== null).join(" ");
  const roll = random.next();
  if (roll < 0.09 || (own === "" && roll < 0.6))
    return `${at(FIRST_NAMES, FIRST_WEIGHTS.draw(random))} ${at(LAST_NAMES, LAST_WEIGHTS.draw(random))}`;
  if (own === "") return null;
  return roll < 0.13 ? own.toUpperCase() : own;
}

function emailOf(random: Random, first: string, last: string): string {
  const host = random.pick(["mail.example", "dakbaksho.example", "post.example"]);
  return `${first.toLowerCase().replace(" ", "")}.${last.toLowerCase()}${random.int(1, 999)}@${host}`;
}

/** 010 is not given out in Bangladesh, so no number can be somebody's. */
function phone(random: Random): string {
  return `010${String(random.int(0, 99_999_999)).padStart(8, "0")}`;
}
