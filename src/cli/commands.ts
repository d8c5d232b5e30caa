import type { AddCommand } from "./add-command.ts";
import { addImportCommand } from "./import.ts";
import { addQueryCommand } from "./query.ts";
import { addSeedCommand } from "./seed.ts";
import { addServeCommand } from "./serve.ts";
import { addTokenCommand } from "./token.ts";

/** Every command, in the order of the help. */
export const commands: readonly AddCommand[] = [
  addServeCommand,
  addSeedCommand,
  addImportCommand,
  addQueryCommand,
  addTokenCommand,
];
