/**
 * A place in [0, 1) that hangs on a text alone: the same in every process and year, spread evenly over texts.
 * Source: FNV-1a by Fowler, Noll and Vo, with a finishing mix.
 */
export function hashShare(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The high bits of this hash are poor for short texts; one more mix spreads them.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}
