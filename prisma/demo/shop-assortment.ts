/**
 * What the three shops sell. A shelf is a leaf category: every brand × item × variant is a possible product.
 * Items are `name=price in taka`, variants `name=factor on the price`; an empty name adds no word.
 */
export type Shelf = {
  readonly parent: string;
  readonly name: string;
  readonly season: Season;
  readonly brands: string;
  readonly items: string;
  readonly variants: string;
};

export type Season = "steady" | "winter" | "summer" | "eid" | "school" | "gift";

/** Factor on sales by month, January first. */
export const SEASON_FACTORS: Readonly<Record<Season, readonly number[]>> = {
  steady: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  winter: [2.6, 1.4, 0.5, 0.3, 0.3, 0.3, 0.3, 0.4, 0.7, 1.3, 2.4, 3.0],
  summer: [0.3, 0.5, 1.3, 2.0, 2.2, 2.0, 1.6, 1.4, 1.1, 0.8, 0.5, 0.3],
  eid: [0.6, 0.9, 2.4, 1.1, 2.0, 1.8, 0.6, 0.6, 0.8, 1.2, 0.9, 0.9],
  school: [2.4, 1.4, 0.8, 0.8, 0.9, 1.1, 1.0, 0.9, 0.8, 0.8, 0.7, 1.3],
  gift: [0.9, 1.6, 1.2, 1.5, 1.0, 0.9, 0.8, 0.8, 0.9, 1.2, 1.1, 1.5],
};

const GROCER = "Kashful,Doel,Nodi,Shapla Fresh";

export const GENERAL_STORE: readonly Shelf[] = [
  {
    parent: "Groceries",
    name: "Rice and Lentils",
    season: "steady",
    brands: GROCER,
    items: "Miniket Rice=82,Nazirshail Rice=94,Chinigura Rice=135,Red Lentils=140,Mung Dal=165,Chickpeas=110",
    variants: "1 kg=1,2 kg=1.96,5 kg=4.8,10 kg=9.4",
  },
  {
    parent: "Groceries",
    name: "Oils and Spices",
    season: "eid",
    brands: GROCER,
    items: "Mustard Oil=260,Soybean Oil=175,Turmeric Powder=90,Chilli Powder=110,Cumin Seeds=160,Garam Masala=145",
    variants: "Small=1,Family Pack=1.9,Refill=0.8",
  },
  {
    parent: "Groceries",
    name: "Snacks",
    season: "steady",
    brands: "Jonaki,Doel,Mouchak",
    items: "Chanachur=60,Jhal Muri Mix=45,Nimki=50,Banana Chips=70,Salted Peanuts=55,Dried Mango=120,Coconut Biscuits=80",
    variants: "75 g=0.6,150 g=1,350 g=2.1,Party Pack=3.9",
  },
  {
    parent: "Groceries",
    name: "Tea and Drinks",
    season: "winter",
    brands: "Nodi,Shitol,Srimongol",
    items: "Black Tea=190,Green Tea=260,Instant Coffee=340,Mango Drink=95,Ginger Tea=210,Borhani Mix=120",
    variants: "200 g=1,400 g=1.9,Gift Tin=2.6",
  },
  {
    parent: "Groceries",
    name: "Honey and Sweets",
    season: "gift",
    brands: "Kashful,Jonaki,Mouchak",
    items: "Sundarban Honey=520,Khejur Gur=240,Nolen Gur Patali=310,Til Laddu=220,Coconut Naru=200",
    variants: "250 g=0.6,500 g=1,1 kg=1.9",
  },
  {
    parent: "Women",
    name: "Sarees",
    season: "eid",
    brands: ",Rupkotha",
    items: "Jamdani Saree=6800,Tangail Cotton Saree=1450,Rajshahi Silk Saree=5200,Monipuri Saree=1900,Block Print Saree=1250",
    variants: "Red=1,Indigo=1,Bottle Green=1.02,Off White=0.98,Mustard=1,Maroon=1.03",
  },
  {
    parent: "Women",
    name: "Three Piece",
    season: "eid",
    brands: "Rupkotha,Anchol,Rongdhonu",
    items: "Cotton Three Piece=1650,Lawn Three Piece=2100,Embroidered Three Piece=2850",
    variants: "S=1,M=1,L=1,XL=1.04,XXL=1.08",
  },
  {
    parent: "Women",
    name: "Jewellery",
    season: "gift",
    brands: "Rupkotha,Rongdhonu",
    items: "Oxidised Earrings=240,Glass Bangles=130,Pearl Necklace=650,Nose Pin=180,Payel Anklet=420,Tikli=350",
    variants: "Silver=1,Gold Tone=1.15,Antique=1.2",
  },
  {
    parent: "Men",
    name: "Panjabi",
    season: "eid",
    brands: "Rupkotha,Banglar Tant",
    items: "Cotton Panjabi=1350,Semi Silk Panjabi=2250,Kabli Set=2700",
    variants: "38=1,40=1,42=1,44=1.03,46=1.05",
  },
  {
    parent: "Men",
    name: "Shirts and Lungi",
    season: "steady",
    brands: "Banglar Tant,Rupkotha",
    items: "Casual Shirt=890,Formal Shirt=1150,Cotton Lungi=420,Fatua=650,Polo Shirt=560",
    variants: "M=1,L=1,XL=1.04,XXL=1.08",
  },
  {
    parent: "Men",
    name: "Winter Wear",
    season: "winter",
    brands: "Shitol,Rupkotha",
    items: "Hoodie=980,Khadi Shawl=850,Sweater=1150,Muffler=320,Nakshi Kantha Blanket=1900",
    variants: "Grey=1,Navy=1,Brown=1,Black=1.02",
  },
  {
    parent: "Home",
    name: "Kitchen",
    season: "steady",
    brands: "Ghoroni,Doel,Jhilmil",
    items: "Non-stick Pan=850,Pressure Cooker=2300,Steel Spoon Set=380,Clay Curd Pot=150,Rice Cooker=2650,Chopping Board=290",
    variants: "Small=0.8,Medium=1,Large=1.3",
  },
  {
    parent: "Home",
    name: "Bedding",
    season: "winter",
    brands: "Ghoroni,Shitol",
    items: "Bed Sheet=950,Pillow Cover=260,Mosquito Net=540,Comforter=2400,Cushion Cover=220",
    variants: "Single=0.8,Double=1,King=1.25",
  },
  {
    parent: "Home",
    name: "Cleaning",
    season: "steady",
    brands: "Jhilmil,Ghoroni",
    items: "Dish Wash Bar=45,Floor Cleaner=190,Detergent Powder=160,Toilet Cleaner=130,Hand Wash=110,Mop Set=680",
    variants: "Small=0.7,Regular=1,Value Pack=2.4",
  },
  {
    parent: "Electronics",
    name: "Phone Accessories",
    season: "steady",
    brands: "Bijli,Tarongo,Shokti",
    items: "Power Bank=1250,Fast Charger=650,USB-C Cable=220,Earbuds=1450,Phone Case=260,Tempered Glass=150",
    variants: "Black=1,White=1,Pro=1.5",
  },
  {
    parent: "Electronics",
    name: "Fans and Lights",
    season: "summer",
    brands: "Bijli,Shokti",
    items: "Table Fan=1850,Rechargeable Fan=3200,LED Bulb=190,Emergency Light=780,Extension Board=420",
    variants: "Small=0.8,Standard=1,Large=1.3",
  },
  {
    parent: "Beauty",
    name: "Skin Care",
    season: "winter",
    brands: "Shiuli,Chandan,Rongdhonu",
    items: "Face Wash=240,Cold Cream=180,Sunscreen SPF 50=620,Aloe Vera Gel=310,Rose Water=140,Body Lotion=390,Multani Mitti=120",
    variants: "50 ml=0.7,100 ml=1,200 ml=1.7",
  },
  {
    parent: "Beauty",
    name: "Hair Care",
    season: "steady",
    brands: "Shiuli,Chandan,Rongdhonu",
    items: "Coconut Hair Oil=210,Onion Hair Oil=340,Shampoo=290,Conditioner=320,Henna Powder=110",
    variants: "100 ml=0.7,200 ml=1,400 ml=1.8",
  },
  {
    parent: "Kids",
    name: "Toys",
    season: "gift",
    brands: "Tuntuni,Khelaghor",
    items: "Wooden Train=750,Building Blocks=890,Rag Doll=420,Puzzle Map of Bangladesh=330,Toy Rickshaw=560",
    variants: "=1,Mini=0.6,Deluxe=1.6",
  },
  {
    parent: "Kids",
    name: "School",
    season: "school",
    brands: "Tuntuni,Pathshala",
    items: "School Bag=1150,Water Bottle=340,Geometry Box=180,Exercise Book Set=260,Colour Pencils=220",
    variants: "Blue=1,Pink=1,Green=1",
  },
];

export const CRAFT_STORE: readonly Shelf[] = [
  {
    parent: "Textiles",
    name: "Nakshi Kantha",
    season: "winter",
    brands: "",
    items:
      "Nakshi Kantha Throw=3400,Kantha Cushion Cover=680,Kantha Wall Hanging=1900,Kantha Tote Bag=950,Kantha Pouch=320,Kantha Quilt=4200",
    variants: "Peacock=1,Lotus=1,Fish=0.95,Tree of Life=1.1,Boats=1.05,Kalka=1",
  },
  {
    parent: "Textiles",
    name: "Handloom",
    season: "eid",
    brands: "",
    items: "Gamcha Scarf=390,Khadi Stole=850,Jute Table Runner=620,Handloom Bedspread=2600,Cotton Napkin Set=440",
    variants: "Red=1,Indigo=1,Natural=0.95,Olive=1",
  },
  {
    parent: "Home Decor",
    name: "Pottery",
    season: "gift",
    brands: "",
    items: "Terracotta Vase=540,Clay Lamp=120,Painted Plate=450,Terracotta Horse=780,Clay Cup Set=480,Clay Bell=160",
    variants: "Small=0.7,Medium=1,Large=1.5",
  },
  {
    parent: "Home Decor",
    name: "Jute and Cane",
    season: "steady",
    brands: "",
    items: "Jute Basket=460,Cane Tray=720,Jute Rug=2100,Jute Planter=380,Bamboo Lampshade=890,Cane Stool=1480,Shital Pati Mat=1750",
    variants: "Small=0.7,Medium=1,Large=1.4",
  },
  {
    parent: "Gifts",
    name: "Brass and Wood",
    season: "gift",
    brands: "",
    items: "Brass Bowl=980,Brass Bell=540,Carved Jewellery Box=1250,Wooden Spoon Set=420,Ektara=850,Dugdugi=260",
    variants: "Plain=1,Engraved=1.3,Boxed=1.2,Miniature=0.5",
  },
  {
    parent: "Gifts",
    name: "Rickshaw Art",
    season: "gift",
    brands: "",
    items: "Rickshaw Art Mug=380,Rickshaw Art Tin=290,Rickshaw Art Tray=760,Rickshaw Art Poster=450,Rickshaw Art Clock=820",
    variants: "Cinema=1,Flowers=1,Tiger=1.05,Village=1,River=1",
  },
];

export const GADGET_STORE: readonly Shelf[] = [
  {
    parent: "Audio",
    name: "Headphones",
    season: "steady",
    brands: "Dhwoni,Tarongo,Sonora,Surela",
    items: "Wired Earphones=420,Neckband=1250,Wireless Earbuds=2450,Over-ear Headphones=3900",
    variants: "Black=1,White=1,Blue=1.02",
  },
  {
    parent: "Audio",
    name: "Speakers",
    season: "eid",
    brands: "Dhwoni,Sonora,Surela",
    items: "Bluetooth Speaker=2200,Soundbar=7400,Party Speaker=9800,Mini Speaker=950",
    variants: "Standard=1,Plus=1.25,Max=1.6",
  },
  {
    parent: "Mobile",
    name: "Power",
    season: "summer",
    brands: "Bijli,Shokti,Voltora",
    items: "Power Bank 10000 mAh=1450,Power Bank 20000 mAh=2350,GaN Charger 65 W=2600,Wireless Charger=1350,Car Charger=650",
    variants: "Black=1,White=1",
  },
  {
    parent: "Mobile",
    name: "Cables and Cases",
    season: "steady",
    brands: "Bijli,Tarongo",
    items: "USB-C Cable=290,Braided Cable=450,Clear Case=320,Leather Case=780,Screen Protector=240",
    variants: "1 m=1,2 m=1.3,Twin Pack=1.8",
  },
  {
    parent: "Wearables",
    name: "Smart Watches",
    season: "gift",
    brands: "Tarongo,Sonora,Ghori",
    items: "Fitness Band=1850,Smart Watch=3900,Rugged Watch=5200,Kids Watch=2700,Calling Watch=4600",
    variants: "Black=1,Silver=1.03,Rose=1.03",
  },
  {
    parent: "Computing",
    name: "Keyboards and Mice",
    season: "steady",
    brands: "Lekhoni,Voltora,Khelwar",
    items: "Wireless Mouse=850,Gaming Mouse=1900,Mechanical Keyboard=4200,Bangla Keyboard=950,Mouse Pad=320",
    variants: "Black=1,White=1.02,RGB=1.2",
  },
  {
    parent: "Computing",
    name: "Storage",
    season: "steady",
    brands: "Voltora,Bhandar,Setu",
    items: "USB Drive=650,Memory Card=720,Portable SSD=7800,External Disk=5600",
    variants: "64 GB=0.8,128 GB=1,256 GB=1.5",
  },
  {
    parent: "Home Tech",
    name: "Networking",
    season: "steady",
    brands: "Setu,Voltora",
    items: "WiFi Router=2400,Mesh Kit=8900,WiFi Extender=1600,Network Switch=1900,IP Camera=2800",
    variants: "AC=1,AX=1.4",
  },
  {
    parent: "Home Tech",
    name: "Cooling",
    season: "summer",
    brands: "Bijli,Shitol",
    items: "Desk Fan=1350,Rechargeable Fan=3400,Air Cooler=9400,Mini Humidifier=1100",
    variants: "Standard=1,Plus=1.2",
  },
];
