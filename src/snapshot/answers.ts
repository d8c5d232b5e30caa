import type { Params, Statement } from "../graph/graph.ts";
import {
  type AreaEntity,
  crossesShaBoundary,
  delegatedBudget,
  pctSteps,
  pctsInArea,
  standingCounts,
} from "../graph/statements/budget.ts";
import {
  factsOfPeriod,
  organisationsWithin,
  organisationsWithinMeanwhile,
} from "../graph/statements/change.ts";
import { sourcesByCode } from "../graph/statements/dataset.ts";
import { type DescribedRow, descriptionsOf } from "../graph/statements/descriptions.ts";
import { factsMade, factsReceived, historyOf, standingFacts } from "../graph/statements/fact.ts";
import { linksAbove } from "../graph/statements/links-above.ts";
import { type CountRow, listSizes } from "../graph/statements/list-sizes.ts";
import { linkedOrganisations, organisationsByCode } from "../graph/statements/organisation.ts";
import { formerNamesByCode, searchedByCode } from "../graph/statements/search.ts";
import { mapInSteps, type Work } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import { countIn } from "../model/counts.ts";
import { filterEntities, type OrganisationEntity } from "../model/filters.ts";
import { kindNames } from "../model/kinds.ts";
import { linkFrom, links } from "../model/links.ts";
import type { PlanKind, Plans, Rows } from "../query/plan.ts";
import { pctsIn, standingsIn } from "./areas.ts";
import { changeCountsIn, changedIn, factsOfPeriodIn, withinMeanwhile, withinOn } from "./changes.ts";
import { historyIn, liveFactsAt, standingFactsOf } from "./facts.ts";
import { linkedFrom } from "./linked.ts";
import { reachedAbove } from "./links-above.ts";
import { delegationRows, listOrganisations } from "./list.ts";
import { ownGroupsIn } from "./own-groups.ts";
import { countPractices } from "./practice-counts.ts";
import { fieldValueOf } from "./values.ts";
import { describedIn, isA, isBelieved, isSaid, type View } from "./view.ts";

/** All that a snapshot answers: every plan, and these named statements. */

type Answer<P, Row> = (view: View, params: P) => Row[] | Work<Row[]>;

export const planAnswers: { readonly [Kind in PlanKind]: Answer<Plans[Kind], Rows[Kind]> } = {
  organisations: listOrganisations,
  delegations: delegationRows,
  practiceCounts: countPractices,
  ownGroups: ownGroupsIn,
  changed: changedIn,
  changeCounts: changeCountsIn,
};

/** The answer to a statement, in steps where it may take long; undefined where only an engine has it. */
export const answerTo = <P extends Params, Row>({ name }: Statement<P, Row>): Answer<P, Row> | undefined =>
  // Each was put there beside its statement, of which names tell.
  answers.get(name) as Answer<P, Row> | undefined;

interface Answered {
  readonly name: string;
  readonly answer: Answer<never, unknown>;
}
const answering = <P extends Params, Row>(
  statement: Statement<P, Row>,
  answer: Answer<P, Row>,
): Answered => ({
  name: statement.name,
  answer,
});

const areas: readonly (AreaEntity | null)[] = [...(Object.keys(pctSteps) as AreaEntity[]), null];
/** Those of each kind: of organisations of any kind there are lists alone. */
const linksOfKinds = Object.values(kindNames).flatMap((from) =>
  Object.keys(links[from]).flatMap((name) => linkFrom(from, name) ?? []),
);
const delegating = Object.values(kindNames).filter(
  (entity) => "hasDelegatedBudget" in filterEntities[entity].fields,
);

const answers: ReadonlyMap<string, Answer<never, unknown>> = new Map(
  [
    answering(organisationsByCode, (view, { codes }) =>
      codes.flatMap((code) => {
        const node = view.snapshot.nodes.get(code);
        return (node && describedIn(view, node)) ?? [];
      }),
    ),
    answering(sourcesByCode, ({ snapshot }, { codes }) =>
      codes.flatMap((code) => snapshot.sources.get(code) ?? []),
    ),
    answering(factsMade, liveFactsAt("out")),
    answering(factsReceived, liveFactsAt("in")),
    answering(standingFacts, standingFactsOf),
    answering(listSizes, (view, { parents }) => parents.flatMap((parent) => countsOf(view, parent))),
    answering(descriptionsOf, (view, { parents }) =>
      parents.flatMap((parent) => descriptionsIn(view, parent)),
    ),
    answering(historyOf, historyIn),
    answering(factsOfPeriod, factsOfPeriodIn),
    answering(organisationsWithin, withinOn),
    answering(organisationsWithinMeanwhile, withinMeanwhile),
    answering(searchedByCode, describedEach),
    answering(formerNamesByCode, namesEach),
    answering(linksAbove(1), reachedAbove),
    ...linksOfKinds.map((link) =>
      answering(linkedOrganisations(link), (view, { parents }) => linkedFrom(view, link, parents)),
    ),
    ...delegating.map((entity) =>
      answering(delegatedBudget(entity), (view, { parents }) =>
        valuesOf(view, entity, parents, "hasDelegatedBudget").map(({ parent, value }) => ({
          parent,
          delegated: value === true,
        })),
      ),
    ),
    answering(crossesShaBoundary, (view, { parents }) =>
      valuesOf(view, "Cluster", parents, "crossesShaBoundary").map(({ parent, value }) => ({
        parent,
        crosses: value === true,
      })),
    ),
    ...areas.flatMap((area) => [
      answering(pctsInArea(area), pctsIn(area)),
      answering(standingCounts(area), standingsIn(area)),
    ]),
  ].map(({ name, answer }) => [name, answer]),
);

/** What practices were counted at, by whoever was believed. */
function countsOf(view: View, parent: Code): CountRow[] {
  return (view.snapshot.nodes.get(parent)?.descriptions ?? []).flatMap((described) => {
    const count = isBelieved(view, described.extent) ? countIn(described.organisation) : null;
    return count ? [{ ...count, parent }] : [];
  });
}

/** How an organisation was described on whatever day, by whoever was believed. */
function descriptionsIn(view: View, parent: Code): DescribedRow[] {
  return (view.snapshot.nodes.get(parent)?.descriptions ?? [])
    .filter((described) => isBelieved(view, described.extent))
    .map(
      ({ organisation: { name, postcode, describedOn = null, source, confidence }, validFrom, validTo }) => ({
        ...{ parent, name, postcode, describedOn, source, confidence, validFrom, validTo },
      }),
    );
}

/** What is searched of organisations: a search of common words finds thousands. */
function* describedEach(view: View, { codes }: { readonly codes: readonly Code[] }) {
  const found = yield* mapInSteps(codes, (code) => {
    const node = view.snapshot.nodes.get(code);
    return node && describedIn(view, node);
  });
  return found.flatMap((organisation) => organisation ?? []);
}

/** Every name that organisations were said to have. */
function* namesEach(view: View, { codes }: { readonly codes: readonly Code[] }) {
  const found = yield* mapInSteps(codes, (code) => {
    const descriptions = view.snapshot.nodes.get(code)?.descriptions ?? [];
    const said = descriptions.filter((described) => isSaid(view, described.extent));
    return [...new Set(said.map(({ organisation }) => organisation.name))].map((name) => ({ code, name }));
  });
  return found.flat();
}

/** A field of each of those parents that are of a kind. */
function valuesOf(view: View, entity: OrganisationEntity, parents: readonly Code[], field: string) {
  return parents.flatMap((parent) => {
    const node = view.snapshot.nodes.get(parent);
    if (!node || !isA(node, entity)) return [];
    return [{ parent, value: fieldValueOf(view, entity, node, undefined, field) }];
  });
}
