import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Whether a path is left out of what an image is built from: by the last line that speaks of it or of a folder it is in. */
function isLeftOut(path: string): boolean {
  const lines = readFileSync(join(root, ".dockerignore"), "utf8").split("\n").filter(Boolean);
  const speaksOf = (line: string) => {
    const name = line.replace(/^!/, "").replace(/\/\*$/, "/");
    return name.endsWith("/") ? path.startsWith(name) : path === name || path.startsWith(`${name}/`);
  };
  return lines.findLast(speaksOf)?.startsWith("!") === false;
}

test("the image is built from all that the explorer and the program take in from elsewhere", () => {
  const files = ["src", "web"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  const taken = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [...text.matchAll(/(?:from |import\()"(\.\.\/[^"?]+)(?:\?raw)?"/g)].map(([, path = ""]) =>
        relative(root, join(root, dirname(file), path)),
      );
    });
  expect(taken).toContain("docs/glossary.md");
  expect(taken.filter(isLeftOut)).toEqual([]);
  expect([isLeftOut("docs/README.md"), isLeftOut("test/unit/image-context.test.ts")]).toEqual([true, true]);
});
