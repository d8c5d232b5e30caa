import { readdirSync } from "node:fs";
import { cruise, format } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTypescript from "dependency-cruiser/config-utl/extract-ts-config";

/** Checks which part imports which, and that every file was seen: with a TypeScript it does not know, the tool sees none and passes. */

const options = await extractOptions("./.dependency-cruiser.json");
const { output } = await cruise(["src", "web"], { ...options, outputType: "json" }, undefined, {
  tsConfig: extractTypescript("./tsconfig.json"),
});
const result = JSON.parse(String(output));
const { output: text } = await format(result, { outputType: "err" });
console.log(String(text).trim());
for (const folder of ["src", "web"]) {
  const isSource = (path: string) => /\.tsx?$/.test(path);
  const seen = result.modules.filter(
    ({ source }: { source: string }) => source.startsWith(`${folder}/`) && isSource(source),
  ).length;
  const files = readdirSync(folder, { recursive: true }).filter((path) => isSource(String(path))).length;
  if (seen === 0 || seen < files) {
    console.error(`The dependency check saw ${seen} of ${files} files in ${folder}: expected all.`);
    process.exitCode = 1;
  }
}
if (result.summary.error > 0) process.exitCode = 1;
