import {
  type AccessToken,
  parseExpiry,
  parseRole,
  parseTokenName,
  tokenState,
} from "../model/access-token.ts";
import { requireRole } from "../model/caller.ts";
import { toInstant } from "../model/dates.ts";
import { OutcomeUnknown } from "../model/errors.ts";
import {
  createAccessToken,
  endAccessToken,
  listAccessTokens,
  type MadeAccessToken,
} from "../server/identity/access-tokens.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes, printOut, printReport, say } from "./command-context.ts";
import { tableText } from "./table.ts";

const helps = {
  token: `
Examples:
  commissioning token create --name "Jane, Cambridge" --role curator --expires 90d
  commissioning token list
  commissioning token revoke 3f9a0c41de`,
  create: `
The token goes to standard output and is never shown again: the graph keeps a digest of it.
It works at once, on every server of this graph, as the header "Authorization: Bearer <token>".
Roles: reader reads where REQUIRE_AUTH=read; curator also changes the graph; administrator also replaces it.

Examples:
  commissioning token create --name "Jane, Cambridge" --role curator --expires 90d
  commissioning token create --name "nightly export" --role reader --expires 26w --json`,
  list: `
Examples:
  commissioning token list
  commissioning token list --json`,
  revoke: `
The next request that carries the token is refused. The token stays in the list.

Examples:
  commissioning token revoke 3f9a0c41de`,
};

interface Flags {
  readonly json?: boolean;
}
interface CreateFlags extends Flags {
  readonly name: string;
  readonly role: string;
  readonly expires: string;
}

/** Adds `token`: bearer tokens for whoever is to write over HTTP, or to read where reading is closed. */
export const addTokenCommand: AddCommand = (program, { act, actPaged }) => {
  const token = program
    .command("token")
    .description("make, list and revoke the tokens that people and programs use over HTTP")
    .addHelpText("after", helps.token);
  token
    .command("create")
    .description("make a token for one person or program")
    .requiredOption(
      "--name <name>",
      'who uses it, as the audit log will name them, such as "Jane, Cambridge"',
    )
    .requiredOption("--role <role>", "reader, curator or administrator")
    .option("--expires <when>", "12h, 90d, 8w, or a day such as 2027-03-31; at most 366 days away", "90d")
    .option("--json", "print the token and what is known of it as JSON")
    .addHelpText("after", helps.create)
    .action(act(create));
  token
    .command("list")
    .description("list every token that was made, the newest first; their secrets are not kept")
    .option("--json", "print an array of objects")
    .addHelpText("after", helps.list)
    .action(actPaged(list));
  token
    .command("revoke")
    .description("end a token at once")
    .argument("<id>", "of the list, or the part of the token between its underscores")
    .option("--json", "print what is known of the token as JSON")
    .addHelpText("after", helps.revoke)
    .action(act(revoke));
};

async function create(context: CommandContext, flags: CreateFlags) {
  requireRole(context.caller, "administrator", "Making a token");
  const graph = await context.openGraph("make");
  const wanted = {
    name: parseTokenName(flags.name),
    role: parseRole(flags.role),
    expiresAt: parseExpiry(flags.expires, new Date()),
    createdBy: context.caller.name,
  };
  let made: MadeAccessToken | undefined;
  try {
    made = await createAccessToken(graph, wanted, (each) => {
      made = each;
    });
  } catch (error) {
    // It may be live: whoever asked for it has seen it then, and can end it.
    if (error instanceof OutcomeUnknown && made) await printMade(context, made, flags);
    throw error;
  }
  await printMade(context, made, flags);
  const { name, role, expiresAt, id } = made.token;
  if (!flags.json) {
    say(
      context,
      `A token for ${name}, ${role} until ${expiresAt}. Keep it now: it is not shown again. To end it: commissioning token revoke ${id}`,
    );
  }
  return exitCodes.done;
}

const printMade = (context: CommandContext, { text, token }: MadeAccessToken, { json }: Flags) =>
  printOut(context, json ? JSON.stringify({ ...shown(token), token: text }, null, 2) : text);

async function list(context: CommandContext, flags: Flags) {
  requireRole(context.caller, "administrator", "Listing tokens");
  const tokens = (await listAccessTokens(await context.openGraph("look"))).map(shown);
  // No token of a graph that holds nothing is no answer.
  if (tokens.length === 0) await context.openGraph("read the log");
  if (flags.json) {
    await printOut(context, JSON.stringify(tokens, null, 2));
    return exitCodes.done;
  }
  const head = ["ID", "NAME", "ROLE", "STATE", "CREATED", "EXPIRES", "REVOKED", "MADE BY"];
  const rows = tokens.map(({ id, name, role, state, createdAt, createdBy, expiresAt, revokedAt }) => [
    ...[id, name, role, state],
    ...[createdAt, expiresAt, revokedAt].map((instant) => instant?.slice(0, 16).replace("T", " ") ?? ""),
    createdBy,
  ]);
  const columns = head.map((title) => ({ title }));
  await printOut(context, tableText(context.stdout, columns, rows));
  return exitCodes.done;
}

async function revoke(context: CommandContext, id: string, flags: Flags) {
  requireRole(context.caller, "administrator", "Revoking a token");
  const token = await endAccessToken(await context.openGraph("change"), id, context.caller.name);
  await printReport(
    context,
    flags.json,
    shown(token),
    () =>
      `Token ${token.id} (${token.name}, ${token.role}) is revoked since ${token.revokedAt}, by ${token.revokedBy}.`,
  );
  return exitCodes.done;
}

const shown = (token: AccessToken) => ({ ...token, state: tokenState(token, toInstant(new Date())) });
