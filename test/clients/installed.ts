import { fileURLToPath } from "node:url";

export const folder = fileURLToPath(new URL(".", import.meta.url));
/** A program of the packages of this folder, which install.ts installs. */
export const bin = (name: string): string => `${folder}node_modules/.bin/${name}`;
