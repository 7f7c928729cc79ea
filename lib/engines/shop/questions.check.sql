-- What the second query of each question reads: s all orders, k those not cancelled, l their lines, r refunds, c customers, p active products, b buyers.
WITH s AS (SELECT *, strftime('%Y-%m',created_at) ym, date(created_at) d, strftime('%Y',created_at) y, CAST(strftime('%w',created_at) AS INT) w, CAST(strftime('%H',created_at) AS INT) h FROM orders WHERE shop_id=13 AND created_at<='2026-11-18 15:30:00'),
k AS (SELECT * FROM s WHERE status IN ('pending','approved','shipped','delivered')),
l AS (SELECT k.*, i.quantity q, i.unit_price up, i.product_id pid, p.name pn, p.cost, c.id cid, c.name cn, COALESCE(c.parent_id,c.id) top FROM k, order_items i, products p LEFT JOIN categories c ON c.id=p.category_id WHERE i.order_id=k.id AND p.id=i.product_id),
r AS (SELECT f.*, strftime('%Y-%m',f.created_at) rym, strftime('%Y',f.created_at) ry, date(f.created_at) rd FROM refunds f WHERE order_id IN (SELECT id FROM s)),
c AS (SELECT *, strftime('%Y-%m',created_at) cym, date(created_at) cd FROM customers WHERE shop_id=13),
p AS (SELECT * FROM products WHERE shop_id=13 AND is_active<>0),
b AS (SELECT customer_id cu, count(*) n, sum(grand_total) sp, min(created_at) f, max(created_at) la FROM k GROUP BY customer_id)
