/** City, state, region and opening day of each branch, the head office first. Invented towns. */
export const TOWNS: readonly (readonly [city: string, state: string, region: string, openedOn: string])[] = [
  ["Alder Falls", "OH", "East", "1987-04-06"],
  ["Port Huxley", "MI", "North", "1992-09-14"],
  ["Grand Marsh", "MI", "North", "2003-05-19"],
  ["Wexley", "OH", "East", "1995-03-06"],
  ["Harrow Creek", "OH", "East", "2001-10-01"],
  ["Cinder Bay", "MI", "North", "2016-06-13"],
  ["Bellmont Springs", "KY", "South", "1998-02-23"],
  ["Tolliver", "KY", "South", "2006-08-07"],
  ["Quarry Hill", "KY", "South", "2019-03-11"],
  ["Lindenport", "IN", "West", "1999-11-15"],
  ["Marrow Lake", "IN", "West", "2009-04-20"],
  ["Stonefield", "IN", "West", "2025-02-10"],
];

export const FIRST_NAMES: readonly string[] = (
  "James,Mary,Robert,Linda,Michael,Patricia,David,Jennifer,William,Elizabeth,John,Susan,Richard,Jessica,Joseph,Karen,Thomas,Sarah," +
  "Daniel,Nancy,Matthew,Lisa,Anthony,Margaret,Mark,Sandra,Steven,Ashley,Paul,Emily,Andrew,Donna,Joshua,Michelle,Kenneth,Carol,Kevin,Amanda,Brian,Melissa," +
  "George,Deborah,Edward,Stephanie,Ronald,Rebecca,Timothy,Laura,Jason,Helen,Jeffrey,Sharon,Ryan,Cynthia,Jacob,Kathleen,Gary,Amy,Nicholas,Angela," +
  "Eric,Anna,Jonathan,Ruth,Stephen,Brenda,Larry,Pamela,Justin,Nicole,Scott,Katherine,Brandon,Samantha,Benjamin,Christine,Samuel,Emma,Gregory,Catherine," +
  "Frank,Virginia,Raymond,Rachel,Patrick,Carolyn,Alexander,Janet,Jack,Maria,Dennis,Heather,Jerry,Diane,Tyler,Julie,Aaron,Joyce,Jose,Victoria," +
  "Nathan,Kelly,Henry,Christina,Douglas,Joan,Adam,Evelyn,Peter,Lauren,Zachary,Judith,Walter,Olivia,Kyle,Frances,Ethan,Martha,Harold,Cheryl," +
  "Carl,Megan,Arthur,Andrea,Roger,Hannah,Keith,Jacqueline,Jeremy,Ann,Terry,Jean,Lawrence,Alice,Sean,Kathryn,Christian,Gloria,Albert,Teresa," +
  "Austin,Sara,Willie,Doris,Jesse,Julia,Ralph,Grace,Roy,Judy,Noah,Abigail,Dylan,Marie,Wayne,Denise,Eugene,Beverly,Gabriel,Amber," +
  "Logan,Theresa,Louis,Danielle,Philip,Brittany,Bobby,Diana,Russell,Natalie,Vincent,Sophia,Bruce,Rose,Mason,Kayla,Priya,Wei,Aisha,Diego"
).split(",");

export const LAST_NAMES: readonly string[] = (
  "Smith,Johnson,Williams,Brown,Jones,Miller,Davis,Garcia,Wilson,Anderson,Taylor,Moore,Martin,Lee,Thompson,White,Harris,Clark,Lewis,Robinson," +
  "Walker,Young,Allen,King,Wright,Scott,Torres,Nguyen,Hill,Flores,Green,Adams,Nelson,Baker,Hall,Rivera,Campbell,Mitchell,Carter,Roberts," +
  "Gomez,Phillips,Evans,Turner,Diaz,Parker,Cruz,Edwards,Collins,Reyes,Stewart,Morris,Morales,Murphy,Cook,Rogers,Ortiz,Morgan,Cooper,Peterson," +
  "Bailey,Reed,Kelly,Howard,Ramos,Kim,Cox,Ward,Richardson,Watson,Brooks,Chavez,Wood,Bennett,Gray,Mendoza,Hughes,Price,Alvarez,Castillo," +
  "Sanders,Patel,Myers,Long,Ross,Foster,Jimenez,Powell,Jenkins,Perry,Russell,Sullivan,Bell,Coleman,Butler,Henderson,Barnes,Fisher,Vasquez,Simmons," +
  "Graham,Murray,Ford,Castro,Marshall,Owens,Harrison,Fernandez,McDonald,Woods,Kennedy,Wells,Vargas,Henry,Chen,Freeman,Webb,Tucker,Guzman,Burns," +
  "Crawford,Olson,Simpson,Porter,Hunter,Gordon,Mendez,Silva,Shaw,Snyder,Mason,Dixon,Munoz,Hunt,Hicks,Holmes,Palmer,Wagner,Black,Robertson," +
  "Boyd,Stone,Salazar,Fox,Warren,Mills,Meyer,Rice,Schmidt,Daniels,Ferguson,Nichols,Stephens,Soto,Weaver,Ryan,Gardner,Payne,Grant,Dunn," +
  "Kelley,Spencer,Hawkins,Arnold,Pierce,Hansen,Peters,Santos,Hart,Bradley,Knight,Elliott,Cunningham,Duncan,Armstrong,Hudson,Carroll,Lane,Riley,Andrews," +
  "Alvarado,Ray,Delgado,Berry,Perkins,Hoffman,Johnston,Matthews,Pena,Richards,Contreras,Willis,Carpenter,Lawrence,Sandoval,Guerrero,George,Chapman,Rios,O'Brien"
).split(",");

export const BUSINESS_HEADS: readonly string[] = (
  "Blue Heron,Harbor Lane,Cedar Ridge,Northgate,Silver Oak,Prairie Star,Old Mill,Riverbend,Summit,Granite,Maple Street,Lakeshore,Red Barn," +
  "Copper Kettle,Evergreen,Three Rivers,Foxglove,Ironwood,Sunrise,Clearwater,Keystone,Willow,Highland,Union Square,Pinecrest,Hollow Tree,Bright Leaf,Stonebridge," +
  "Twin Pines,Valley View,Wild Rose,Cardinal,Meadowlark,Buckeye,Thornhill,Black Swan,Amber,Crossroads,Fairfield,Lantern"
).split(",");

/** Industry and the trades within it, as they stand in a company's name. */
export const BUSINESS_TRADES: readonly (readonly [industry: string, trades: readonly string[]])[] = [
  ["Construction", ["Builders", "Roofing", "Contracting", "Paving"]],
  ["Retail", ["Hardware", "Outfitters", "Market", "Furniture"]],
  ["Restaurants", ["Bakery", "Grill", "Coffee Roasters", "Diner"]],
  ["Manufacturing", ["Metalworks", "Plastics", "Tool and Die", "Packaging"]],
  ["Healthcare", ["Dental Care", "Family Clinic", "Physical Therapy", "Eye Center"]],
  ["Agriculture", ["Farms", "Dairy", "Orchards", "Grain"]],
  ["Transportation", ["Freight", "Trucking", "Logistics", "Towing"]],
  ["Real Estate", ["Properties", "Realty", "Property Management", "Holdings"]],
  ["Professional Services", ["Consulting", "Accounting", "Legal Services", "Engineering"]],
  ["Automotive", ["Auto Repair", "Tire Center", "Motors", "Body Shop"]],
];

/** Category and merchants of card purchases. */
export const MERCHANTS: readonly (readonly [category: string, share: number, merchants: readonly string[]])[] = [
  ["groceries", 30, ["Fennel & Rye Market", "Gooseberry Foods", "Corner Basket", "Tidewater Grocers", "Sprout Barn"]],
  ["dining", 22, ["Copper Kettle Diner", "Noodle Harbor", "Juniper Coffee", "Taco Lantern", "Blue Plate Grill"]],
  ["fuel", 14, ["Beacon Fuel", "Prairie Gas", "Route 9 Fuel Stop"]],
  ["shopping", 14, ["Mapleton Outfitters", "Parcelroo", "Thimble & Co", "Hearth Home Goods"]],
  ["utilities", 7, ["Tri-County Power", "Clearline Water", "Hilltop Telecom"]],
  ["travel", 4, ["Larkway Air", "Stayhaven Hotels", "Two Lakes Rail"]],
  ["health", 5, ["Wellspring Pharmacy", "Cedar Dental", "Northside Clinic"]],
  ["entertainment", 4, ["Reel Street Cinema", "Streamwell", "Pin Alley Bowling"]],
];
