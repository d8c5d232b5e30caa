import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { BadUserInput } from "../../model/errors.ts";

/** How a file's bytes stand for text, as TextDecoder calls it. */
export type Encoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

const newline = 0x0a;
const carriageReturn = 0x0d;
/** A bound on what one row can cost. */
const longestLine = 1024 * 1024;
/** Windows-1252 has no character at these places. */
const unassigned = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/**
 * Finds a file's encoding: by its byte order mark, else UTF-8 where all of it is, else Windows-1252, which Excel writes
 * as "CSV". The file is read to its end: a single line may tell.
 * @throws BadUserInput for a file that is part one and part the other, or neither
 */
export async function encodingOf(name: string, path: string, start: Buffer): Promise<Encoding> {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  let utf8: Line | undefined;
  let other: Line | undefined;
  for await (const line of linesOf(name, path)) {
    if (line.bytes.includes(0)) throw holdsNul(name, line);
    if (isUtf8(line.bytes)) utf8 ??= line;
    else {
      const at = line.bytes.findIndex((byte) => unassigned.includes(byte));
      if (at >= 0) throw noEncoding(name, line, at);
      other ??= line;
    }
    if (utf8 && other) throw mixed(name, utf8, other);
  }
  return other ? "windows-1252" : "utf-8";
}

interface Line {
  readonly number: number;
  readonly bytes: Buffer;
}

/** The lines with a byte that is not ASCII, or NUL: the others are the same in every encoding. */
async function* linesOf(name: string, path: string): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let number = 1;
  let lineEnd: number | undefined;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    lineEnd ??= chunk.includes(newline) ? newline : carriageReturn;
    const block = Buffer.concat([rest, chunk]);
    const plain = isAscii(block) && !block.includes(0);
    let from = 0;
    for (let end = block.indexOf(lineEnd); end >= 0; end = block.indexOf(lineEnd, from)) {
      if (!plain) {
        const bytes = block.subarray(from, end);
        if (showsEncoding(bytes)) yield { number, bytes };
      }
      from = end + 1;
      number++;
    }
    rest = block.subarray(from);
    if (rest.length > longestLine) throw tooLong(name, number);
  }
  if (showsEncoding(rest)) yield { number, bytes: rest };
}

const showsEncoding = (bytes: Buffer): boolean => !isAscii(bytes) || bytes.includes(0);

const tooLong = (name: string, line: number): BadUserInput =>
  new BadUserInput(
    `${name}, line ${line}, is longer than ${longestLine} bytes: expected a row of CSV, of a few hundred.`,
  );

const holdsNul = (name: string, { number, bytes }: Line): BadUserInput =>
  new BadUserInput(
    `${name}, line ${number}, column ${bytes.indexOf(0) + 1}, holds a NUL byte: expected text in UTF-8 or Windows-1252, or UTF-16 with a byte order mark. Save it as "CSV UTF-8".`,
  );

const noEncoding = (name: string, { number, bytes }: Line, at: number): BadUserInput =>
  new BadUserInput(
    `${name}, line ${number}, column ${at + 1}, holds the byte 0x${bytes[at]?.toString(16)}, which neither UTF-8 nor Windows-1252 has there: save it as "CSV UTF-8".`,
  );

const mixed = (name: string, utf8: Line, other: Line): BadUserInput =>
  new BadUserInput(
    `${name} is UTF-8 in line ${utf8.number} and Windows-1252 in line ${other.number} (${excerpt(other)}): expected one encoding, so mend that line and save it as "CSV UTF-8".`,
  );

const excerpt = ({ bytes }: Line): string =>
  JSON.stringify(new TextDecoder("windows-1252").decode(bytes.subarray(0, 60)));

/** A file's text as it is read, without its byte order mark, every line end as "\n". */
export async function* decodedText(
  path: string,
  encoding: Encoding,
  onBytes: (bytes: number) => void = () => {},
) {
  const decoder = new TextDecoder(encoding);
  let endsInReturn = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    const text = decoder.decode(chunk, { stream: true });
    // The "\n" of a "\r\n" that two chunks share has been told already.
    const own = endsInReturn && text.startsWith("\n") ? text.slice(1) : text;
    endsInReturn = text === "" ? endsInReturn : text.endsWith("\r");
    yield own.replace(/\r\n?/g, "\n");
  }
  yield decoder.decode();
}
