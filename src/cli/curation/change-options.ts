import type { Command } from "commander";
import { jsonOption } from "../options.ts";

/** The flags that every change takes. */
export interface ChangeFlags {
  readonly source: string;
  readonly reason: string;
  readonly sourceTitle?: string;
  readonly sourcePublisher?: string;
  readonly sourcePublished?: string;
  readonly sourceUrl?: string;
  readonly expectedRevision?: string;
  readonly idempotencyKey?: string;
  readonly assertedBy?: string;
  readonly json?: boolean;
}

/** What every change brings, from its flags. */
export function changeInput(flags: ChangeFlags): Record<string, unknown> {
  return {
    source: {
      code: flags.source,
      title: flags.sourceTitle,
      publisher: flags.sourcePublisher,
      published: flags.sourcePublished,
      url: flags.sourceUrl,
    },
    reason: flags.reason,
    idempotencyKey: flags.idempotencyKey,
    ...(flags.expectedRevision === undefined ? {} : { expectedRevision: Number(flags.expectedRevision) }),
  };
}

/** The options of every change. */
export function addChangeOptions(command: Command): Command {
  return command
    .requiredOption(
      "--source <code>",
      "the source's code; with its title, publisher and date where it is new",
    )
    .option("--source-title <text>", "title of a new source")
    .option("--source-publisher <text>", "its publisher")
    .option("--source-published <date>", "when it was published: a day, a month or a year, such as 2011-05")
    .option("--source-url <address>", "its address on the web, where it has one")
    .requiredOption("--reason <text>", "why the change is made, for the audit log")
    .option("--expected-revision <number>", "refuse where the same things were changed after this revision")
    .option("--idempotency-key <key>", "write once, however often it is asked with this key")
    .addOption(jsonOption());
}

/** Of a change whose source says how far it is to be trusted. */
export interface TrustedChangeFlags extends ChangeFlags {
  readonly confidence?: string;
  readonly note?: string;
}

/** What such a change brings, from its flags. */
export const trustedChangeOf = (flags: TrustedChangeFlags): Record<string, unknown> => {
  const { assertedBy, confidence, note } = flags;
  return { ...changeInput(flags), assertedBy, confidence, note };
};

export const addTrustOptions = (command: Command): Command =>
  command
    .option("--asserted-by <code>", "the organisation whose claim it is")
    .option("--confidence <confidence>", "CONFIRMED, REPORTED or DERIVED; REPORTED where absent")
    .option("--note <text>", "what else is to be known");

/** A source for the examples, which claims nothing of a real one. */
export const isTrial =
  '--source TRIAL --source-title "A trial" --source-publisher "Nobody" --source-published 2026 --reason "To try it."';
