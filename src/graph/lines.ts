/** A line of a file, without its end. */
export interface Line {
  readonly line: string;
  /** Whether a line feed ended it; only the last line of a file can have none. */
  readonly ended: boolean;
}

/** Lines by line feeds alone: a carriage return would be a change of the file. */
export async function* linesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield { line: rest.toString("utf8", 0, end), ended: true };
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield { line: rest.toString("utf8"), ended: false };
}
