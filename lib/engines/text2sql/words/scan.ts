import type { Reading } from "@/lib/engines/text2sql/words/read";
import { scanCompares } from "@/lib/engines/text2sql/words/slot-compare";
import { scanAbsences, scanColumns, scanGroups, scanMeasures } from "@/lib/engines/text2sql/words/slot-head";
import { scanOrder } from "@/lib/engines/text2sql/words/slot-order";
import { scanSuperlatives } from "@/lib/engines/text2sql/words/slot-superlative";
import { scanPatterns, scanValues } from "@/lib/engines/text2sql/words/slot-values";
import type { Scan, Slot } from "@/lib/engines/text2sql/words/slots";

/** Reads the slots of a question, in the order of the text. Stronger grammar goes first and takes its words away from weaker rules. */
export function scanSlots(reading: Reading): readonly Slot[] {
  const scan: Scan = { reading, atoms: reading.atoms, used: reading.atoms.map(() => false), slots: [] };
  scanPatterns(scan);
  scanValues(scan);
  scanOrder(scan);
  scanSuperlatives(scan);
  scanGroups(scan);
  scanCompares(scan);
  scanAbsences(scan);
  scanMeasures(scan);
  scanColumns(scan);
  return [...scan.slots].sort((a, b) => a.at - b.at);
}
