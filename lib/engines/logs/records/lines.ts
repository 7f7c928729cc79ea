/** How the bytes of a log become text. `binary` is a file that is no text at all. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "binary";

/** A line longer than this is cut; the report says so. */
export const MAX_LINE_CHARS = 200_000;
const PROBE_BYTES = 65_536;

export type LineReader = {
  /** Takes the next bytes of the file and hands on every complete line. */
  push(bytes: Uint8Array): void;
  /** Hands on what is left; call once. */
  end(): void;
  readonly encoding: Encoding | null;
  /** Lines that were longer than `MAX_LINE_CHARS`. */
  readonly cutLines: number;
};

/**
 * Cuts a stream of bytes into lines at "\n" only (a trailing "\r" is dropped), with a byte order mark, UTF-16, Latin-1 and
 * invalid bytes dealt with. Memory is bounded by one chunk and one cut line, whatever the line length.
 * @param onLine gets the text and the 1-based number of each line; a binary file gets no call
 */
export function createLineReader(onLine: (text: string, line: number) => void): LineReader {
  let decoder: { readonly decode: (bytes?: Uint8Array, more?: boolean) => string } | null = null;
  let encoding: Encoding | null = null;
  let rest = "";
  let cutting = false;
  let line = 0;
  let cutLines = 0;
  let probe: Uint8Array | null = null;

  const emit = (text: string): void => {
    line++;
    onLine(text.charCodeAt(text.length - 1) === 13 ? text.slice(0, -1) : text, line);
  };
  const take = (text: string): void => {
    let from = 0;
    for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
      const piece = rest === "" ? text.slice(from, to) : rest + text.slice(from, to);
      rest = "";
      if (piece.length > MAX_LINE_CHARS && !cutting) cutLines++;
      cutting = false;
      emit(piece.length > MAX_LINE_CHARS ? piece.slice(0, MAX_LINE_CHARS) : piece);
      from = to + 1;
    }
    if (cutting) return;
    rest += text.slice(from);
    if (rest.length > MAX_LINE_CHARS) {
      rest = rest.slice(0, MAX_LINE_CHARS);
      cutting = true;
      cutLines++;
    }
  };
  const start = (bytes: Uint8Array): void => {
    encoding = detectEncoding(bytes);
    if (encoding === "binary") return;
    decoder = decoderOf(encoding);
    take(decoder.decode(bytes, true));
  };

  return {
    push(bytes) {
      if (encoding === "binary") return;
      if (decoder) return take(decoder.decode(bytes, true));
      probe = probe ? join(probe, bytes) : bytes;
      if (probe.length < 512) return;
      start(probe);
      probe = null;
    },
    end() {
      if (probe && !decoder) start(probe);
      probe = null;
      if (!decoder || encoding === "binary") return;
      take(decoder.decode());
      if (rest !== "" || cutting) emit(rest);
      rest = "";
    },
    get encoding() {
      return encoding;
    },
    get cutLines() {
      return cutLines;
    },
  };
}

function decoderOf(encoding: Exclude<Encoding, "binary">): { decode: (bytes?: Uint8Array, more?: boolean) => string } {
  const decoder = new TextDecoder(encoding, { fatal: false });
  return { decode: (bytes, more) => decoder.decode(bytes ?? new Uint8Array(0), { stream: more === true }) };
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Tells the encoding from the first bytes of a file: byte order mark, zero bytes, then how well it reads as UTF-8. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, PROBE_BYTES);
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] ?? 0;
    if (byte === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    } else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) control++;
  }
  const half = head.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return "utf-16le";
  if (even > half * 0.6 && odd < half * 0.1) return "utf-16be";
  if (head.length > 0 && (even + odd + control) / head.length > 0.1) return "binary";
  return readsAsUtf8(head);
}

function readsAsUtf8(head: Uint8Array): Encoding {
  let high = 0;
  for (const byte of head) if (byte >= 0x80) high++;
  if (high === 0) return "utf-8";
  const text = new TextDecoder("utf-8").decode(head, { stream: true });
  let bad = 0;
  for (let i = text.indexOf("\ufffd"); i >= 0; i = text.indexOf("\ufffd", i + 1)) bad++;
  if (high > head.length * 0.3 && bad > high * 0.3) return "binary";
  return bad > high * 0.6 && bad > 2 ? "windows-1252" : "utf-8";
}

const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[@-Z\\^_])/g;

/** The line without terminal colours and a byte order mark. */
export function cleanLine(text: string): string {
  const plain = text.includes("\u001b") ? text.replace(ANSI, "") : text;
  return plain.charCodeAt(0) === 0xfeff ? plain.slice(1) : plain;
}
