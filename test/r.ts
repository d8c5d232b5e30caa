import { spawnSync } from "node:child_process";

/** R for the tests that run its examples and read what this program writes; Debian has it and its packages. */

const packages = ["httr2", "igraph", "jsonlite"];
const found = spawnSync("Rscript", ["-e", packages.map((name) => `library(${name})`).join("; ")], {
  encoding: "utf8",
});

/** Why there is none; null where there is one. It is said aloud, and is a failure with CI=true. */
export const missingR =
  found.status === 0 ? null : `there is no Rscript with ${packages.join(", ")} on the PATH`;
if (missingR && process.env.CI === "true")
  throw new Error(
    `CI runs R, but ${missingR}: apt-get install ${["r-base-core", ...packages.map((name) => `r-cran-${name}`)].join(" ")}.`,
  );
if (missingR) console.warn(`*** NO R: ${missingR}, so what needs it is not tested ***`);
