/** One question of the cookbook: its heading, its query with variables, and the answer that it prints. */
export interface Recipe {
  readonly question: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly answer: string;
}

const fence = "```";
const block = new RegExp(
  `${fence}graphql\\n(?<query>[^]*?)${fence}\\n(?:\\n${fence}json variables\\n(?<variables>[^]*?)${fence}\\n)?\\n${fence}json\\n(?<answer>[^]*?)${fence}\\n`,
  "g",
);

/** Every query of the cookbook with the answer after it; several under one heading are numbered. */
export function readCookbook(text: string): Recipe[] {
  return [...text.matchAll(block)].map((match) => {
    const { query = "", variables, answer = "" } = match.groups ?? {};
    const before = text.slice(0, match.index);
    const heading = before.lastIndexOf("\n### ");
    const earlier = before.slice(heading).split(`${fence}graphql\n`).length;
    const question = before.slice(heading).match(/### (.*)/)?.[1] ?? "";
    return {
      question: earlier > 1 ? `${question} (${earlier})` : question,
      query,
      variables: variables === undefined ? {} : JSON.parse(variables),
      answer,
    };
  });
}

/** The cookbook with other answers, in the order of its queries. */
export function withAnswers(text: string, answers: readonly string[]): string {
  let index = 0;
  return text.replace(block, (whole) => {
    const start = whole.lastIndexOf(`${fence}json\n`);
    return `${whole.slice(0, start)}${fence}json\n${answers[index++]}${fence}\n`;
  });
}

const width = 100;

/** An answer as the cookbook prints it: JSON with what fits on one line on one line. */
export function printAnswer(data: unknown): string {
  return `${printed(data, 0)}\n`;
}

/** @param start where the value's first character stands */
function printed(value: unknown, indent: number, start = indent): string {
  const flat = oneLine(value);
  if (flat.length + start < width || typeof value !== "object" || value === null) return flat;
  const inner = indent + 2;
  if (Array.isArray(value)) {
    const items = value.map((item) => printed(item, inner));
    return bracketed("[]", filled(items, inner), indent);
  }
  const entries = Object.entries(value).map(([key, held]) => {
    const label = `${JSON.stringify(key)}: `;
    return label + printed(held, inner, inner + label.length);
  });
  return bracketed("{}", withCommas(entries), indent);
}

function bracketed(brackets: string, lines: readonly string[], indent: number): string {
  const outer = " ".repeat(indent);
  return [brackets[0], ...lines.map((line) => `${outer}  ${line}`), `${outer}${brackets[1]}`].join("\n");
}

/** Items of a list on lines of their own, but short ones together. */
function filled(items: readonly string[], indent: number): string[] {
  if (items.some((item) => item.length > 40)) return withCommas(items);
  const lines: string[] = [];
  for (const item of withCommas(items)) {
    const longer = lines.length === 0 ? item : `${lines.at(-1)} ${item}`;
    if (lines.length > 0 && indent + longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
}

const withCommas = (items: readonly string[]): string[] =>
  items.map((item, index) => (index < items.length - 1 ? `${item},` : item));

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, held]) => `${JSON.stringify(key)}: ${oneLine(held)}`);
  return pairs.length === 0 ? "{}" : `{${pairs.join(", ")}}`;
}
