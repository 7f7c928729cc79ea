/** Puts a value among the latest `count` of a map, where the one that was asked for longest ago comes first; the oldest beyond them goes. */
export function keepLatest<K, V>(latest: Map<K, V>, key: K, value: V, count: number): V {
  latest.delete(key);
  latest.set(key, value);
  for (const oldest of latest.keys()) {
    if (latest.size <= count) break;
    latest.delete(oldest);
  }
  return value;
}
