import { createReadStream } from "node:fs";
import { Option } from "commander";
import type { AuditChain } from "../../graph/audit-chain.ts";
import { BadUserInput } from "../../model/errors.ts";
import type { AddCommand } from "../add-command.ts";
import { ask } from "../ask.ts";
import { type CommandContext, exitCodes, pathFrom, printOut, printProse } from "../command-context.ts";
import { csvOption, jsonOption } from "../options.ts";
import { type ListFlags, printRows, type RowLooks } from "../print-list.ts";

interface JsonFlag {
  readonly json?: boolean;
}

const verifyHelp = `
Checks that each record is as it was written and follows the one before it, and that the graph holds exactly the \
facts and descriptions that the records tell of. An export is checked without a graph.
Keep the last hash where nobody who writes the graph can change it, and give it back with --hash: a log that was \
written anew from its start, or cut short, then shows as well.
Exit codes: 0 as it was written, 1 something was changed, cut or lost, 2 it could not be looked at.

Examples:
  commissioning audit verify
  commissioning audit export > audit.jsonl && commissioning audit verify audit.jsonl`;

const exportHelp = `
A record a line, in the canonical form of RFC 8785, the first change first.

Example:
  commissioning audit export > audit.jsonl`;

const listHelp = `
Example:
  commissioning audit list --organisation 5PP --first 10`;

/** Adds `audit`: who changed what and why, and whether anybody changed that. */
export const addAuditCommand: AddCommand = (program, { act, actPaged }) => {
  const audit = program
    .command("audit")
    .description("read, export and check the log of every change of the graph");
  audit
    .command("verify")
    .description("check that the audit log, or an export of it, is as it was written")
    .argument("[file]", "an export; the graph's own log where absent")
    .option("--hash <hash>", "the hash that its last record must have")
    .addOption(jsonOption())
    .addHelpText("after", verifyHelp)
    .action(act(verify));
  audit
    .command("export")
    .description("print the whole audit log as JSON Lines")
    .addOption(new Option("--json", "print JSON Lines, as this command always does"))
    .addHelpText("after", exportHelp)
    .action(act(exportLog));
  audit
    .command("list")
    .description("list the latest changes")
    .option("--first <number>", "how many", "20")
    .option("--organisation <code>", "only changes that touch this organisation")
    .option("--who <name>", "only changes that this one made")
    .addOption(csvOption())
    .addOption(jsonOption())
    .addHelpText("after", listHelp)
    .action(actPaged(list));
};

async function verify(
  context: CommandContext,
  file: string | undefined,
  { hash, json }: JsonFlag & { readonly hash?: string },
) {
  if (hash !== undefined) refuseNoHash(hash);
  const report =
    file === undefined ? await verifyOwn(context) : await verifyFile(context, file, hash !== undefined);
  const problems = [...report.problems];
  if (hash !== undefined && report.hash !== hash) {
    problems.push(`Its last record has the hash ${report.hash}: expected ${hash}.`);
  }
  const text = problems.length === 0 ? soundText(report) : problems.join("\n");
  if (json) await printOut(context, JSON.stringify({ ...report, problems }, null, 2));
  else await printProse(context, text);
  return problems.length === 0 ? exitCodes.done : exitCodes.found;
}

/**
 * A hash that was cut off when it was kept is no sign that anybody changed the log.
 * @throws BadUserInput for what can be no record's hash
 */
function refuseNoHash(hash: string): void {
  if (/^[0-9a-f]{64}$/.test(hash)) return;
  throw new BadUserInput(
    `--hash: "${hash}" is no hash of a record: expected the 64 digits and letters a to f that "commissioning audit verify" prints as its last hash. Nothing was checked.`,
  );
}

interface Report {
  readonly records: number;
  readonly hash: string;
  readonly problems: readonly string[];
  readonly facts?: number;
  readonly organisations?: number;
}

function soundText({ records, hash, facts, organisations }: Report): string {
  const accounted =
    facts === undefined ? "" : `, and ${facts} facts and ${organisations} organisations are accounted for`;
  return `${records} records are as they were written${accounted}.\nLast hash: ${hash}`;
}

async function verifyOwn(context: CommandContext): Promise<Report> {
  const { verifyLog } = await import("../../graph/audit-log.ts");
  return verifyLog(await context.openGraph("read the log"));
}

/**
 * @param expectsRecords a last hash was kept, so that a file without any record was cut short
 * @throws BadUserInput where there is nothing to check
 */
async function verifyFile(context: CommandContext, file: string, expectsRecords: boolean): Promise<Report> {
  const { records, followed, hash, problems } = await readExport(context, file);
  if (followed > 0 || (records === 0 && expectsRecords)) return { records, hash, problems };
  throw new BadUserInput(
    `${file} holds no record of an audit log: expected what "commissioning audit export > audit.jsonl" writes. Nothing was checked.`,
  );
}

async function readExport(context: CommandContext, file: string): Promise<AuditChain> {
  const { verifyExport } = await import("../../graph/audit-chain.ts");
  try {
    return await verifyExport(file === "-" ? context.stdin : createReadStream(pathFrom(context, file)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new BadUserInput(
      `${file} cannot be read (${code === "ENOENT" ? "there is no such file" : code}): expected an export, such as audit.jsonl.`,
      {},
      { cause: error },
    );
  }
}

async function exportLog(context: CommandContext) {
  const { readLog } = await import("../../graph/audit-log.ts");
  const { lineOf } = await import("../../graph/audit-chain.ts");
  for await (const record of readLog(await context.openGraph("read the log")))
    await printOut(context, lineOf(record));
  return exitCodes.done;
}

interface Listed {
  readonly revision: number;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly reason: string;
  readonly counts: { readonly facts: number; readonly retracted: number };
}

const question = `query($first: Int, $organisation: String, $who: String) {
  auditLog(first: $first, organisation: $organisation, who: $who) {
    nodes { sequence revision at who action reason requestId assertedBy sources { code }
      counts { sources organisations redescribed facts retracted } hash } } }`;

const looks: RowLooks<Listed> = {
  table: [
    { title: "revision", cell: ({ revision }) => String(revision) },
    { title: "at", cell: ({ at }) => at },
    { title: "who", cell: ({ who }) => who },
    { title: "action", cell: ({ action }) => action },
    { title: "facts", cell: ({ counts }) => `+${counts.facts} -${counts.retracted}` },
    { title: "reason", cell: ({ reason }) => reason },
  ],
  csv: {
    revision: ({ revision }) => revision,
    at: ({ at }) => at,
    who: ({ who }) => who,
    action: ({ action }) => action,
    facts: ({ counts }) => counts.facts,
    retracted: ({ counts }) => counts.retracted,
    reason: ({ reason }) => reason,
  },
};

type ListedFlags = ListFlags & {
  readonly first: string;
  readonly organisation?: string;
  readonly who?: string;
};

async function list(context: CommandContext, { json, csv, first, ...filters }: ListedFlags) {
  const variables = { ...filters, first: Number(first) };
  const { auditLog } = await ask<{ auditLog: { nodes: Listed[] } }>(
    context,
    question,
    variables,
    "read the log",
  );
  await printRows(context, { json, csv }, looks, auditLog.nodes);
  return exitCodes.done;
}
