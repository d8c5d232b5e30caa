import { BackupRefused } from "../../backup/read-backup.ts";
import { checkBackup } from "../../backup/restore.ts";
import { verifyLog } from "../../graph/audit-log.ts";
import { setAside } from "../../graph/embedded/set-aside.ts";
import type { Graph } from "../../graph/graph.ts";
import { type AuditHead, auditHead } from "../../graph/statements/audit.ts";
import { graphSchemaVersion, storedSchemaVersion } from "../../graph/statements/graph-schema.ts";
import { requireRole } from "../../model/caller.ts";
import { BadUserInput } from "../../model/errors.ts";
import { openGraph } from "../../server/open-graph.ts";
import type { Settings } from "../../server/settings.ts";
import {
  type CommandContext,
  type ExitCode,
  exitCodes,
  pathFrom,
  printReport,
  say,
} from "../command-context.ts";
import { settingsFor } from "../graph-use.ts";

export interface UpgradeFlags {
  readonly dryRun?: boolean;
  readonly backup?: string;
  readonly json?: boolean;
}

/** What became of a graph, or would. */
interface Report {
  readonly outcome: "nothing to do" | "dry run" | "upgraded" | "damaged";
  readonly graph: string;
  readonly from: number;
  readonly to: number;
  readonly revision: number;
  /** The graph as it was: a copy of its file, or the backup that was given. */
  readonly before: string | null;
  readonly problems: readonly string[];
  /** How many organisations and facts of this program's published layer it lacks. */
  readonly lacking: { readonly organisations: number; readonly facts: number };
}

/** Carries the graph of the settings forward, and says what came of it. */
export async function upgrade(context: CommandContext, flags: UpgradeFlags): Promise<ExitCode> {
  requireRole(context.caller, "administrator", "Upgrading a graph");
  try {
    const report = await carry(context, flags);
    await printReport(context, flags.json, report, () => textOf(report));
    return report.problems.length === 0 ? exitCodes.done : exitCodes.found;
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    say(context, error.message);
    return exitCodes.refused;
  }
}

async function carry(context: CommandContext, { dryRun = false, backup }: UpgradeFlags): Promise<Report> {
  const settings = settingsFor(dryRun ? "look" : "change", context.settings());
  const report = await reading(settings, async (graph) => {
    const [from = graphSchemaVersion] = await graph.read(storedSchemaVersion, {});
    const { head, problems } = await logOf(graph);
    const lacking = await lackingOf(graph);
    const { revision } = head;
    const of = { graph: placeOf(settings), from, to: graphSchemaVersion, revision, problems, lacking };
    if (from === graphSchemaVersion) return { outcome: "nothing to do", ...of, before: null } as const;
    if (problems.length > 0) return { outcome: "damaged", ...of, before: null } as const;
    if (dryRun) return { outcome: "dry run", ...of, before: null } as const;
    const before = await copyBefore(context, settings, { backup, head, from });
    return { outcome: "upgraded", ...of, before } as const;
  });
  return report.outcome === "upgraded" ? carriedForward(context, report) : report;
}

/** Reads the graph as it lies: opened to be written, it would be carried forward. */
async function reading<T>(settings: Settings, work: (graph: Graph) => Promise<T>): Promise<T> {
  const graph = await openGraph({ ...settings, readOnly: true }, { onCarriedForward: () => {} });
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}

async function logOf(graph: Graph): Promise<{ head: AuditHead; problems: readonly string[] }> {
  const [head] = await graph.read(auditHead, {});
  if (head === undefined)
    throw new BadUserInput("The graph holds nothing, so that there is nothing to upgrade.");
  const { problems } = await verifyLog(graph);
  return { head, problems };
}

async function lackingOf(graph: Graph): Promise<Report["lacking"]> {
  const { lackingIn } = await import("../../demonstration/lacking.ts");
  const { organisations, facts } = await lackingIn((statement, params) => graph.read(statement, params));
  return { organisations: organisations.length, facts: facts.length };
}

interface Before {
  readonly backup: string | undefined;
  readonly head: AuditHead;
  readonly from: number;
}

/** @returns where the graph is as it was */
async function copyBefore(context: CommandContext, { graph }: Settings, { backup, head, from }: Before) {
  if (backup !== undefined) {
    await refuseOther(pathFrom(context, backup), backup, head);
    return backup;
  }
  if (graph.kind === "neo4j") {
    throw new BadUserInput(
      "A graph in Neo4j does not go back once it is carried forward: expected --backup with a backup that the older program wrote, such as --backup before.backup.jsonl.gz. Nothing was written.",
    );
  }
  const copy = `${graph.file}.schema-${from}`;
  await setAside(graph.file, copy).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === "EEXIST" ? "a file of that name is there" : cause.message;
    throw new BadUserInput(
      `The graph could not be copied to ${copy}: ${why}. Expected a name that is free and room on the disk; or give --backup. Nothing was written.`,
      {},
      { cause },
    );
  });
  return copy;
}

/** @throws BackupRefused where it is none, or of another graph or another state */
async function refuseOther(path: string, given: string, head: AuditHead): Promise<void> {
  const { header } = await checkBackup(path);
  if (header.auditHash === head.hash) return;
  throw new BackupRefused(
    `${given} is not of this graph as it is: it was made at revision ${header.revision}, with the last hash ${header.auditHash}; expected revision ${head.revision}, with ${head.hash}. Back the graph up again, with the older program. Nothing was written.`,
    { file: given },
  );
}

/** Opening it does it. */
async function carriedForward(context: CommandContext, report: Report): Promise<Report> {
  const { problems } = await logOf(await context.openGraph("change"));
  return problems.length === 0 ? report : { ...report, outcome: "damaged", problems };
}

const placeOf = ({ graph }: Settings): string => (graph.kind === "neo4j" ? graph.uri : graph.file);

/** What came of it; and of what the graph lacks, since carrying it forward adds nothing that it says. */
function textOf(report: Report): string {
  const { outcome, lacking } = report;
  if (outcome === "damaged" || lacking.organisations + lacking.facts === 0) return outcomeText(report);
  return `${outcomeText(report)}\nOf what this version publishes it lacks ${lacking.organisations} organisations and ${lacking.facts} facts, which an upgrade does not add: "commissioning seed --add" does.`;
}

function outcomeText({ outcome, graph, from, to, revision, before, problems }: Report): string {
  const versions = `version ${from} of its schema to version ${to}`;
  if (outcome === "nothing to do")
    return `${graph} has version ${to} of the schema, as this program: nothing was to be done.`;
  if (outcome === "damaged") {
    return [
      ...problems,
      `The audit log of ${graph} does not hold: restore a backup. ${before === null ? "Nothing was written." : `As it was, the graph is in ${before}.`}`,
    ].join("\n");
  }
  if (outcome === "dry run")
    return `${graph}, at revision ${revision}, would be carried forward from ${versions}. A dry run: nothing was written.`;
  return `${graph} is at revision ${revision} as before, carried forward from ${versions}, and its audit log holds. As it was, it is in ${before}.`;
}
