import stringWidth from "string-width";
import { defaultWidth, proseWidth, wrapped } from "./wrapped.ts";

/** How wide help is on an output. */
export const helpWidth = (columns: number | null): number => proseWidth(columns) ?? defaultWidth;

/**
 * A help text, wrapped between words. In a terminal an example that is too long goes on behind a backslash, so that it can
 * be copied; in a file each is a line.
 */
export function helpText(text: string, columns: number | null): string {
  const width = helpWidth(columns);
  const [prose = "", ...examples] = text.split(/(?<=^Examples?:\n)/m);
  return [
    wrapped(prose, width),
    ...examples.map((lines) => (columns === null ? lines : exampleText(lines, width))),
  ].join("");
}

const exampleText = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) => commandText(line, width))
    .join("\n");

/** A command line for a shell, broken between its words; an option stays with its value, and `>` with its file. */
function commandText(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  const lines: string[] = [];
  let current = " ";
  for (const part of partsOf(line)) {
    // The backslash takes two.
    if (current.trim() !== "" && stringWidth(`${current} ${part}`) > width - 2) {
      lines.push(`${current} \\`);
      current = "   ";
    }
    current += ` ${part}`;
  }
  return [...lines, current].join("\n");
}

const word = /(?:[^\s"']|"(?:\\.|[^"])*"|'[^']*')+/g;

function partsOf(line: string): string[] {
  const parts: string[] = [];
  let takesValue = false;
  for (const each of line.match(word) ?? []) {
    if (takesValue && !/^(-|>|\||&)/.test(each)) parts.push(`${parts.pop()} ${each}`);
    else parts.push(each);
    takesValue = /^(--|>)/.test(each);
  }
  return parts;
}
