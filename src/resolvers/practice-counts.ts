import type { Clocks } from "../model/dates.ts";
import type { Where } from "../model/filters.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Tally } from "../model/rests-on.ts";
import { compareText } from "../model/trust.ts";
import { planPracticeCounts } from "../query/plan.ts";
import { type Context, clocksOf } from "./context.ts";
import { organisationNamed } from "./organisation.ts";
import { type SliceArgs, sliced } from "./page.ts";

export interface PracticeCount {
  readonly group: Organisation | null;
  readonly practices: number;
  readonly patients: number | null;
  readonly tally: Tally;
  readonly clocks: Clocks;
}

/** Practices and their patients by the groups of a kind, by code; last, where there are any, those under none. */
export async function practiceCounts(
  context: Context,
  args: {
    readonly groupBy: OrganisationKind;
    readonly where?: Where | null | undefined;
  } & SliceArgs &
    Parameters<typeof clocksOf>[0],
): Promise<PracticeCount[]> {
  const clocks = clocksOf(args, context);
  const plan = planPracticeCounts(args.groupBy, args.where ?? {});
  const rows = (await context.ask(plan, clocks)).filter(({ practices }) => practices > 0);
  const last = "\uffff";
  rows.sort((a, b) => compareText(a.code ?? last, b.code ?? last));
  return Promise.all(
    sliced(rows, args).map(async ({ code, ...counts }) => ({
      ...{ ...counts, clocks },
      group: code === null ? null : await organisationNamed(context, code, clocks),
    })),
  );
}
