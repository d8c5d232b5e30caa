import { join } from "node:path";
import { inject } from "vitest";

/** The JavaScript of a program that build-programs.ts built. @param path its path in this repository, ending in .ts */
export const programAt = (path: string): string => join(inject("programs"), path.replace(/\.ts$/, ".js"));
