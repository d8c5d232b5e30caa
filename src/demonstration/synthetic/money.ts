import type { Code } from "../../model/code.ts";
import type { FinancialYear, IsoDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { DelegationPosition } from "../../model/kinds.ts";
import { claim } from "../claim.ts";
import { lastDay, type Part, referenceDate } from "../seed.ts";
import { delegatedAmounts, toThousands } from "./amounts.ts";
import { type Area, cambridgeshire } from "./areas.ts";
import { budgetsOf } from "./budgets.ts";
import { madeUpDelegations, type Recipient, recipientsOn, share } from "./delegations.ts";
import { madeUp } from "./made-up.ts";
import type { Practice } from "./practices.ts";
import { type Random, randomFor } from "./random.ts";

const firstYear = "2011/12" as FinancialYear;
const secondYear = "2012/13" as FinancialYear;
const reportedOn = "2011-03-01" as IsoDate;
/** A3: twelve months from October 2010. */
const pilotUntil = "2011-09-30" as IsoDate;
/** How many PCTs give one amount for all their consortia together, as Cambridgeshire does (A3). */
const jointAmounts = 5;

/** Who delegates how much: the made-up reports, budgets and delegations. */
export function money(
  areas: readonly Area[],
  real: Part,
  positions: ReadonlyMap<Code, DelegationPosition>,
  members: readonly Practice[],
): NewFact[] {
  const random = randomFor("money");
  const [first, second] = [budgetsOf(firstYear, areas, real), budgetsOf(secondYear, areas, real)];
  const at = (position: DelegationPosition) => areas.filter((area) => positions.get(area.pct) === position);
  const delegating = at("DELEGATED_OR_READY");
  const developing = at("DEVELOPING").filter(() => random.chance(0.5));
  const amounts = delegatedAmounts(delegating, first.amounts);
  const reported = new Set(real.facts.flatMap((fact) => (fact.kind === "REPORT" ? [fact.from] : [])));
  const joint = new Set(
    random.shuffled(delegating.filter((area) => !reported.has(area.pct))).slice(0, jointAmounts),
  );
  const plans = { random, budgets: first.amounts, nextBudgets: second.amounts, amounts, joint };
  const recipients = recipientsOn(referenceDate, members);
  const remaining = recipientsOn("2012-10-01" as IsoDate, members);
  return [
    ...first.facts,
    ...second.facts,
    ...areas.flatMap((area) => report(area, positions, plans)),
    ...delegating.flatMap((area) => inForce(area, recipients.get(area) ?? [], plans)),
    ...developing.flatMap((area) => planned(area, recipients.get(area) ?? [], plans)),
    ...[...delegating, ...developing].flatMap((area) => grown(area, remaining.get(area) ?? [], plans)),
  ];
}

interface Plans {
  readonly random: Random;
  readonly budgets: ReadonlyMap<Code, number>;
  readonly nextBudgets: ReadonlyMap<Code, number>;
  readonly amounts: ReadonlyMap<Code, number>;
  /** Areas whose amount is not divided by consortium. */
  readonly joint: ReadonlySet<Area>;
}

function report(
  area: Area,
  positions: ReadonlyMap<Code, DelegationPosition>,
  { amounts, budgets }: Plans,
): NewFact[] {
  const position = positions.get(area.pct);
  if (position === undefined) return [];
  const amountGbp = amounts.get(area.pct) ?? null;
  const shareOfBudget = amountGbp === null ? null : share(amountGbp, budgets.get(area.pct) ?? 0);
  const payload = {
    kind: "REPORT",
    from: area.pct,
    position,
    financialYear: firstYear,
    amountGbp,
    shareOfBudget,
  } as const;
  const until = area.pct === cambridgeshire ? pilotUntil : lastDay;
  return [claim(payload, reportedOn, until, madeUp())];
}

/** Cambridgeshire's delegations are real: what it delegates in 2011/12 is on its made-up report alone. */
function inForce(area: Area, recipients: readonly Recipient[], plans: Plans): NewFact[] {
  if (area.pct === cambridgeshire) return [];
  const amountGbp = plans.joint.has(area) ? null : (plans.amounts.get(area.pct) ?? null);
  const budgetGbp = plans.budgets.get(area.pct) ?? 0;
  const stageOf = () => (plans.random.chance(0.1) ? ("READY" as const) : ("IN_FORCE" as const));
  return madeUpDelegations(
    { delegator: area.pct, financialYear: firstYear, amountGbp, budgetGbp, stageOf },
    recipients,
  );
}

function planned(area: Area, recipients: readonly Recipient[], plans: Plans): NewFact[] {
  const budgetGbp = plans.budgets.get(area.pct) ?? 0;
  return madeUpDelegations(
    {
      delegator: area.pct,
      financialYear: firstYear,
      amountGbp: null,
      budgetGbp,
      stageOf: () => "PLANNED",
    },
    recipients,
  );
}

/** In 2012/13 a PCT that delegated hands on more, and one that planned to has begun. */
function grown(area: Area, recipients: readonly Recipient[], plans: Plans): NewFact[] {
  if (area.pct === cambridgeshire) return [];
  const budgetGbp = plans.nextBudgets.get(area.pct) ?? 0;
  const before = plans.amounts.get(area.pct);
  const shareNow =
    before === undefined ? 0.25 : Math.min(0.9, (1.3 * before) / (plans.budgets.get(area.pct) ?? 1));
  return madeUpDelegations(
    {
      delegator: area.pct,
      financialYear: secondYear,
      amountGbp: toThousands(shareNow * budgetGbp),
      budgetGbp,
      stageOf: () => "IN_FORCE",
    },
    recipients,
  );
}
