import { expect, it } from "vitest";
import { plainWording } from "@/lib/language/plain-wording";

const NAMES = new Set(["checking", "report", "boss"]);
const plain = (text: string): string => plainWording(text, (word) => NAMES.has(word));

it.each([
  ["Hello! which boats are late? Thanks in advance", "which boats are late"],
  ["For the meeting tomorrow: how many pupils are there?", "how many pupils are there?"],
  ["How many vans do we have? It's for the board meeting.", "How many vans do we have"],
  ["which members are late? want to send them a reminder", "which members are late"],
  ["list the pilots so we can call them", "list the pilots"],
  ["late pilots, need to phone them so add their number", "late pilots, need to phone them so add their number"],
  ["quick one before my meeting: how many boats are there?", "how many boats are there?"],
  ["sales last month compared to the month before", "sales last month compared to the month before last"],
  ["sales this week vs the previous one", "sales this week vs last week"],
  ["phone nr of the boss", "phone number of the boss"],
  ["average rent per flat (urgent)", "average rent per flat"],
  ["can you quickly list the pilots", "list the pilots"],
  ["may I have the emails of our tutors", "show me the emails of our tutors"],
  ["state the length of each river", "show the length of each river"],
  ["WHICH ROOMS COST < 90?", "which rooms cost less than 90?"],
  ["Which Rooms Does “Hotel DU LAC” Have", "which rooms does “Hotel DU LAC” have"],
  ["films with length>120", "films with length more than 120"],
  ["rooms where rent (monthly)<=€90", "rooms where rent (monthly) at most €90"],
  ["films of > 120 minutes", "films of more than 120 minutes"],
  ["trips with ≥ 3 stops", "trips with at least 3 stops"],
  ["trips with no fewer than three stops", "trips with at least three stops"],
  ["trips with 3+ stops", "trips with at least 3 stops"],
  ["teams with min. 5 players", "teams with at least 5 players"],
  ["teams of not more than 5", "teams of at most 5"],
  ["flats in excess of 900", "flats more than 900"],
  ["# of visits w/o a guide", "number of visits without a guide"],
  ["whos late and arent insured", "who is late and are not insured"],
  ["avg. weight & height per breed", "average weight and height per breed"],
  ["In 2019, how many ships were built?", "how many ships were built In 2019?"],
  ["By depot, how many vans are there", "for each depot, how many vans are there"],
  ["parcels without a label - how many?", "how many parcels without a label"],
  ["visits in 10/2026", "visits in October 2026"],
  ["lessons that end before end of month", "lessons that end before the end of the month"],
  ["names of all pupils A-Z", "names of all pupils in alphabetical order"],
  ["how many unique sorts of wine", "how many different sorts of wine"],
  ["drivers with multiple licences", "drivers with more than one licences"],
])("puts %j plainly", (text, words) => expect(plain(text)).toBe(words));

it.each([
  "who is the boss",
  "accounts that are checking",
  "how many are open right now",
  'balance of "R & D > 3"',
  "which films cost the minimum",
  "Ann Lee of R & D",
  "by what percentage did it grow, and when",
  "number of maximum bids",
])("leaves %j as it is", (text) => expect(plain(text)).toBe(text));
