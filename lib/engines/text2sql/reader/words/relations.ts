const VERBS =
  "have has had having hold holds held holding own owns owned owning live lives lived living make makes made making give gives given gave giving work works worked working handle handles handled handling manage managed managing belong belongs belonging attach attached come comes coming use uses used using get gets got take takes took taken taking drove place placed be been being do did does done doing report reports reported reporting answering answer answers earn earns earning draw draws drew drawn go goes going gone serve serves served serving count counts counted counting contain contains contained see sees saw seen sit sits sell sells sold buy buys bought assign assigned link linked relate related connect connected tie tied register registered record recorded exist exists existing receive receives received carry carries carried carrying show shown secure secures back backs backed book booked spend spends spent spending bring brings brought keep keeps kept run runs running look looks looked fall falls fell fallen falling happen happens happened occur occurs occurred process processed sign signed supervise supervises supervised bear bears call calls need needs want wants pay pays paying incur incurred lend lends lent lending grant grants granted offer offers offered extend extended share shares shared sharing came collect collects collected collecting pledge pledged pledging lodge lodged borrow borrows borrowed borrowing provide provides provided send sends sent raise raises raised enter enters entered employ employs employed involve involved schedule scheduled involving concern concerns concerned concerning bore borne rack racked amass amassed pull pulled cover covers covered covering add adds added grab grabbed perform performed conduct conducted execute executed originating obtain obtained obtaining acquire acquired generate generates generated produce produces produced operate operates operated operating locate located situate situated base based reside resides resided residing station stationed headquarter headquartered host hosts hosted log logs logged logging clock clocked teach teaches taught teaching treat treats treated put puts gain gains gained gaining attract attracts attracted attracting cause causes caused causing";
const FILLERS =
  "us we our me i please yet ever currently still already far so new now there here bank company system database whole entire altogether total overall everyone anybody anyone somebody people person compared compare versus vs breakdown break broken distribution distributed spread split down across various called named titled existing actual actually really simply roughly exactly each them it one ones item items thing pls plz kindly thanks thank directly behind things sort kind details detail information info left just same data records record row rows books percent percentage % dollars dollar usd eur euros money figure figures respectively alone against toward towards regarding amongst throughout whom typically usually generally normally precisely particular specific certain precise full given involved concerned corresponding hi hello hey thx wondering curious know like wish quick question tell let wanna gonna stand stands standing sitting outright either whatsoever even single also too anywhere somewhere somehow together between times anything something";
const PHRASES = [
  "right now",
  "by now",
  "asked for",
  "give away",
  "gave away",
  "given away",
  "at the moment",
  "at present",
  "as of now",
  "as of today",
  "to date",
  "on record",
  "on file",
  "show up",
  "shows up",
  "showed up",
  "going by",
  "look after",
  "looks after",
  "looked after",
  "looking after",
  "taken out",
  "took out",
  "take out",
  "break down",
  "broken down",
  "split up",
  "at all",
  "in force",
  "in place",
  "all told",
  "in our books",
  "in the books",
  "pieces of",
  "piece of",
  "in charge of",
  "responsible for",
  "in their care",
  "in his care",
  "in her care",
  "taken together",
];

/** Verbs and fillers that join what is named and add nothing of their own. */
export const RELATIONS: ReadonlySet<string> = new Set(`${VERBS} ${FILLERS}`.split(" "));

/** Fillers of several words, each as its words. */
export const FILLER_PHRASES: readonly (readonly string[])[] = PHRASES.map((phrase) => phrase.split(" "));

/** Small words that change what is asked: where the reader makes nothing of one, it is not read. */
export const TELLING: ReadonlySet<string> = new Set("more less fewer few first last other another same".split(" "));
