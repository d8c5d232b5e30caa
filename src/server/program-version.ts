import { readFileSync } from "node:fs";

/** The same distance from src/cli and from dist/cli. */
const packageFile = new URL("../../package.json", import.meta.url);

/** The version of the program. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync(packageFile, "utf8")) as { version: string }).version;
