import { AS_OF_SECOND, dayAt, dayOf, isoTime, secondOf, startOf } from "./calendar";
import type { Random } from "./random";
import { stockShelf } from "./shop-baskets";
import { drawOrder, drawOrderTimes } from "./shop-orders";
import type { Order } from "./shop-orders";
import { drawProducts } from "./shop-products";
import type { Product } from "./shop-products";
import { SHOP_PROFILES } from "./shop-profiles";
import type { ShopProfile } from "./shop-profiles";
import { assignShoppers, drawLookers } from "./shop-shoppers";
import type { Shopper } from "./shop-shoppers";
import { SHOP_TABLES } from "./shop-tables";
import { idOf, numbered } from "./tables";
import type { Cell, TableData } from "./tables";

type Shop = {
  readonly profile: ShopProfile;
  readonly products: readonly Product[];
  readonly shoppers: readonly Shopper[];
  readonly orders: readonly Order[];
};

type Rows = Record<string, Cell>[];

/** All rows of the shop database; ids follow the order in which things were entered, across the three shops. */
export function makeShopTables(random: Random): TableData[] {
  const shops = SHOP_PROFILES.map((profile) => drawShop(random.fork(profile.slug), profile));
  const productIds = numbered(
    shops.flatMap((shop) => shop.products),
    (product) => product.createdAt,
  );
  const shopperIds = numbered(
    shops.flatMap((shop) => shop.shoppers),
    (shopper) => shopper.createdAt,
  );
  const orderIds = numbered(
    shops.flatMap((shop) => shop.orders),
    (order) => order.createdAt,
  );
  const categories = categoryRows(shops);
  const byId = <T>(ids: ReadonlyMap<T, number>, rowOf: (item: T, id: number) => Record<string, Cell>): Rows =>
    [...ids].map(([item, id]) => rowOf(item, id));
  const shopOf = new Map<unknown, Shop>(
    shops.flatMap((shop) => [...shop.products, ...shop.shoppers, ...shop.orders].map((item) => [item, shop] as const)),
  );
  const shopId = (item: unknown): number => requireShop(shopOf, item).profile.id;
  const numberOf = orderNumbers(shops);
  return [
    { spec: SHOP_TABLES.shops, rows: shops.map(shopRow).sort((left, right) => left.id - right.id) },
    { spec: SHOP_TABLES.categories, rows: categories.rows },
    {
      spec: SHOP_TABLES.products,
      rows: byId(productIds, (product, id) => productRow(product, id, shopId(product), categories.idOf(shopId(product), product))),
    },
    {
      spec: SHOP_TABLES.customers,
      rows: byId(shopperIds, (shopper, id) => ({
        id,
        shop_id: shopId(shopper),
        ...shopper.person,
        created_at: isoTime(shopper.createdAt),
      })),
    },
    { spec: SHOP_TABLES.coupons, rows: couponRows(shops) },
    {
      spec: SHOP_TABLES.orders,
      rows: byId(orderIds, (order, id) => orderRow(order, id, shopId(order), idOf(shopperIds, order.shopper), numberOf.get(order) ?? "")),
    },
    { spec: SHOP_TABLES.orderItems, rows: itemRows(orderIds, productIds) },
    { spec: SHOP_TABLES.refunds, rows: refundRows(orderIds) },
  ];
}

function drawShop(random: Random, profile: ShopProfile): Shop {
  const openedAt = secondOf(profile.openedAt);
  const products = drawProducts(random.fork("products"), profile.shelves, profile.productCount, openedAt);
  const shelf = stockShelf(random.fork("companions"), products);
  const times = drawOrderTimes(random.fork("times"), profile);
  const placedBy = assignShoppers(random.fork("shoppers"), profile, times, openedAt);
  const orderRandom = random.fork("orders");
  const orders = times.map((time, index) => drawOrder(orderRandom, profile, shelf, placedBy[index] ?? requireShopper(), time));
  const buyers = [...new Set(placedBy)];
  const lookers = drawLookers(random.fork("lookers"), profile, profile.customerCount - buyers.length, openedAt);
  return { profile, products, shoppers: [...buyers, ...lookers], orders };
}

function shopRow({ profile }: Shop) {
  return { id: profile.id, name: profile.name, slug: profile.slug, time_zone: "Asia/Dhaka", currency: "BDT", created_at: profile.openedAt };
}

/** Parents first, then shelves, shop by shop. */
function categoryRows(shops: readonly Shop[]): { rows: Rows; idOf: (shopId: number, product: Product) => number | null } {
  const rows: Rows = [];
  const ids = new Map<string, number>();
  const add = (shopId: number, name: string, parentId: number | null): number => {
    const id = rows.length + 1;
    rows.push({ id, shop_id: shopId, name, parent_id: parentId });
    ids.set(`${shopId}/${parentId === null ? "" : "shelf/"}${name}`, id);
    return id;
  };
  for (const { profile } of shops) {
    const parents = [...new Set(profile.shelves.map((shelf) => shelf.parent))];
    parents.forEach((parent) => add(profile.id, parent, null));
    profile.shelves.forEach((shelf) => add(profile.id, shelf.name, ids.get(`${profile.id}/${shelf.parent}`) ?? null));
  }
  return { rows, idOf: (shopId, product) => ids.get(`${shopId}/shelf/${product.shelf.name}`) ?? null };
}

function productRow(product: Product, id: number, shopId: number, categoryId: number | null) {
  const { name, sku, price, cost, stock, reorderLevel, isActive, createdAt } = product;
  return {
    id,
    shop_id: shopId,
    category_id: categoryId,
    name,
    sku,
    price,
    cost,
    stock_quantity: stock,
    reorder_level: reorderLevel,
    is_active: isActive ? 1 : 0,
    created_at: isoTime(createdAt),
  };
}

function couponRows(shops: readonly Shop[]): Rows {
  const all = shops.flatMap(({ profile }) => profile.coupons.map((coupon) => ({ profile, coupon })));
  return [...numbered(all, ({ coupon }) => dayOf(coupon.from))].map(([{ profile, coupon }, id]) => ({
    id,
    shop_id: profile.id,
    code: coupon.code,
    percent_off: coupon.percentOff,
    is_active: dayOf(coupon.from) + coupon.days >= dayAt(AS_OF_SECOND) ? 1 : 0,
    created_at: isoTime(startOf(dayOf(coupon.from)) + 11 * 3600 + id * 97),
  }));
}

function orderRow(order: Order, id: number, shopId: number, customerId: number, orderNumber: string) {
  return {
    id,
    shop_id: shopId,
    customer_id: customerId,
    order_number: orderNumber,
    status: order.status,
    payment_status: order.paymentStatus,
    payment_method: order.method,
    channel: order.channel,
    subtotal: order.subtotal,
    discount_amount: order.discount,
    coupon_code: order.couponCode,
    delivery_fee: order.deliveryFee,
    grand_total: order.total,
    shipping_name: order.shippingName,
    shipping_city: order.shippingCity,
    created_at: isoTime(order.createdAt),
    updated_at: isoTime(order.updatedAt),
  };
}

/** Each shop counts its own orders from 10001. */
function orderNumbers(shops: readonly Shop[]): ReadonlyMap<Order, string> {
  return new Map(
    shops.flatMap(({ profile, orders }) => orders.map((order, index) => [order, `${profile.numberPrefix}-${10_001 + index}`] as const)),
  );
}

function itemRows(orderIds: ReadonlyMap<Order, number>, productIds: ReadonlyMap<Product, number>): Rows {
  let id = 0;
  return [...orderIds].flatMap(([order, orderId]) =>
    order.lines.map((line) => ({
      id: (id += 1),
      order_id: orderId,
      product_id: idOf(productIds, line.product),
      quantity: line.quantity,
      unit_price: line.unitPrice,
    })),
  );
}

function refundRows(orderIds: ReadonlyMap<Order, number>): Rows {
  const all = [...orderIds].flatMap(([order, orderId]) => order.refunds.map((refund) => ({ orderId, refund })));
  return [...numbered(all, ({ refund }) => refund.createdAt)].map(([{ orderId, refund }, id]) => ({
    id,
    order_id: orderId,
    amount: refund.amount,
    reason: refund.reason,
    created_at: isoTime(refund.createdAt),
  }));
}

function requireShop(shops: ReadonlyMap<unknown, Shop>, item: unknown): Shop {
  const shop = shops.get(item);
  if (shop === undefined) throw new Error("an item belongs to no shop");
  return shop;
}

function requireShopper(): never {
  throw new Error("an order has no shopper");
}
