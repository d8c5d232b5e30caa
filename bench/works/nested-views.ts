import { buildSeed } from "../../src/demonstration/build-seed.ts";
import { type Random, randomFor } from "../../src/demonstration/synthetic/random.ts";
import { kindNames } from "../../src/model/kinds.ts";
import { type Entity, type View, viewLinks, viewSubject } from "./view.ts";
import { clocks, type Subject } from "./work.ts";

const view = (fields: readonly string[], links: View["links"] = {}): View => ({ fields, links });
const named = ["code", "name"];

/** Cluster → PCT → consortium → practice. */
const fourLevels = view(named, {
  pcts: view(named, { consortia: view(named, { practices: view([...named, "listSize"]) }) }),
});
/** The same, and from every practice back up to its PCT, that PCT's cluster and SHA, and its consortium's PCTs. */
const sixLevels = view(named, {
  pcts: view(named, {
    consortia: view(named, {
      practices: view([...named, "listSize"], {
        pct: view(named, { cluster: view(named, { sha: view(named) }), sha: view(named) }),
        consortium: view(named, { pcts: view(named) }),
      }),
    }),
  }),
});

export const oneCluster: Subject = viewSubject("Cluster", "sussex-cluster", fourLevels);
export const wholeCountry: Subject = viewSubject("Cluster", null, fourLevels);
export const loopsBackUp: Subject = viewSubject("Cluster", "sussex-cluster", sixLevels);

const scalars: Record<Entity, readonly string[]> = {
  Practice: ["name", "listSize", "postcode", "confidence"],
  Consortium: ["name", "confidence"],
  PCT: ["name", "confidence"],
  Cluster: ["name", "confidence"],
  SHA: ["name", "confidence"],
};

/** Views that nobody asked before: from a random organisation, three to six levels of random links and fields. */
export function freshShapes(count: number, purpose: string): Subject[] {
  const random = randomFor(`fresh shapes ${purpose}`);
  const open = buildSeed({ factsOnly: false }).organisations.filter(
    ({ opened, closed }) => (opened ?? "") <= clocks.asOf && clocks.asOf <= (closed ?? "9999"),
  );
  const codes = (entity: Entity) =>
    open.filter(({ kind }) => kindNames[kind] === entity).map(({ code }) => String(code));
  const starts = {
    Practice: codes("Practice"),
    Consortium: codes("Consortium"),
    PCT: codes("PCT"),
    Cluster: codes("Cluster"),
  };
  const shapes = new Map<string, Subject>();
  while (shapes.size < count) {
    const entity = random.pick(Object.keys(starts) as (keyof typeof starts)[]);
    const shape = randomView(random, entity, random.integer(3, 6), 0);
    // A shape is its query: the code is a variable, and does not make another of it.
    const subject = viewSubject(entity, random.pick(starts[entity]), shape);
    if (!shapes.has(subject.ours.query)) shapes.set(subject.ours.query, subject);
  }
  return [...shapes.values()];
}

/** At most two connections deep, so that no shape asks for much of the country. */
function randomView(random: Random, entity: Entity, levels: number, connections: number): View {
  const fields = [
    "code",
    ...random.shuffled(scalars[entity]).slice(0, random.integer(1, scalars[entity].length)),
  ];
  const open = Object.entries(viewLinks[entity]).filter(
    ([, { kind }]) => levels > 1 && (kind !== "connection" || connections < 2),
  );
  const chosen = random.shuffled(open).slice(0, random.chance(0.3) ? 2 : 1);
  const links = chosen.map(([name, { to, kind }]) => [
    name,
    randomView(random, to, levels - 1, connections + (kind === "connection" ? 1 : 0)),
  ]);
  return view(fields, Object.fromEntries(links));
}
