import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";

/** What is fetched or made, and no part of the project, as paths from the root or as names. */
const made = readFileSync(".gitignore", "utf8")
  .split("\n")
  .map((line) => line.replace(/^\/|\/$/g, ""))
  .filter((line) => /^[\w./-]+$/.test(line));
const isMade = (path: string): boolean => made.some((each) => `/${path}/`.includes(`/${each}/`));

/** Every file of the project and every folder, by its path from the root; folders end in a slash. */
export function pathsBelow(folder = "."): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") || name === ".github")
    .filter(({ name }) => !isMade(normalize(join(folder, name))))
    .flatMap((entry) => {
      const path = normalize(join(folder, entry.name));
      return entry.isDirectory() ? [`${path}/`, ...pathsBelow(path)] : [path];
    });
}

const withoutAddresses = (text: string): string => text.replace(/\w+:\/\/[^\s)`]+/g, "");

/** Paths from the root, and names of source files however much of their path is given. */
const named = [
  /(?<![\w./@-])(?:src|test|bench|scripts|web|docs|seed|layouts|examples)\/[\w./-]*[\w/]/g,
  /(?<![\w./@-])[\w-][\w.-]*(?:\/[\w.-]+)*\.(?:tsx?|mjs)(?![\w-])/g,
];

/** What a page names that is not among the paths. */
export function missingFiles(text: string, paths: readonly string[]): string[] {
  const ends = new Set(paths.map((path) => `/${path.replace(/\/$/, "")}`));
  const exists = (name: string): boolean => {
    const wanted = `/${name.replace(/\/$/, "")}`;
    return ends.has(wanted) || (/\.(tsx?|mjs)$/.test(name) && [...ends].some((end) => end.endsWith(wanted)));
  };
  const names = named.flatMap((pattern) =>
    [...withoutAddresses(text).matchAll(pattern)].map(([name]) => name),
  );
  return [...new Set(names)].filter((name) => !exists(name) && !isMade(name));
}

/** The links of a page that lead nowhere: to no file, or to no heading of a page. */
export function brokenLinks(page: string, text: string, paths: readonly string[]): string[] {
  const known = new Set(paths.map((path) => path.replace(/\/$/, "")));
  const headings = new Map<string, Set<string>>();
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = "", heading] = target.split("#");
      const path = file === "" ? page : normalize(join(page, "..", file)).replace(/\/$/, "");
      if (!known.has(path)) return true;
      if (heading === undefined || !path.endsWith(".md")) return false;
      const found = headings.get(path) ?? headingsOf(path);
      headings.set(path, found);
      return !found.has(heading);
    });
}

/** Headings as GitHub makes addresses of them. */
const headingsOf = (page: string): Set<string> =>
  new Set(
    [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
