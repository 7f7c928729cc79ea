/** Places by the names and spellings in use: official, former and everyday ones of one place in a row. */
const PLACES: readonly (readonly string[])[] = [
  "Dhaka|Dacca", "Chattogram|Chittagong|Chattagram|Ctg", "Barishal|Barisal", "Bogura|Bogra", "Cumilla|Comilla", "Jashore|Jessore", "Cox's Bazar|Coxs Bazar|Cox Bazar|Cox's Bazaar|Coxs Bazaar", "Mymensingh|Mymensing", "Narayanganj|Narayangonj", "Gazipur|Gajipur",
  "Kolkata|Calcutta", "Mumbai|Bombay", "Chennai|Madras", "Bengaluru|Bangalore", "Kochi|Cochin", "Pune|Poona", "Varanasi|Benares|Banaras", "Thiruvananthapuram|Trivandrum", "Vadodara|Baroda", "Gurugram|Gurgaon", "Mysuru|Mysore", "Prayagraj|Allahabad", "Kathmandu|Katmandu",
  "Yangon|Rangoon", "Ho Chi Minh City|Saigon", "Beijing|Peking", "Guangzhou|Canton", "Makkah|Mecca", "Madinah|Medina", "Jeddah|Jiddah", "Kyiv|Kiev", "Odesa|Odessa", "Kharkiv|Kharkov", "Lviv|Lvov",
  "Munich|München|Muenchen", "Cologne|Köln|Koeln", "Vienna|Wien", "Zurich|Zürich|Zuerich", "Prague|Praha", "Warsaw|Warszawa", "Rome|Roma", "Milan|Milano", "Turin|Torino", "Florence|Firenze", "Naples|Napoli", "Venice|Venezia", "Lisbon|Lisboa", "Seville|Sevilla", "New York|New York City|NYC",
].map((row) => row.split("|"));

/** The other names of a place, none for one that has no other or is not known here. */
export function otherNamesOf(place: string): readonly string[] {
  const same = (name: string): boolean => name.toLowerCase() === place.trim().toLowerCase();
  return PLACES.find((names) => names.some(same))?.filter((name) => !same(name)) ?? [];
}
