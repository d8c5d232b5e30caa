import { type Code, parseCode, slugOf } from "../../model/code.ts";
import { addDays, type IsoDate, parseDate, parseFinancialYear } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { claim, earlier, endIn, joined, later, type Provenance, provenanceOf, startIn } from "../claim.ts";
import { cell, numberIn, optional, readTable, type SeedRow } from "../read-table.ts";
import type { Part } from "../seed.ts";

/** A4: clusters were announced in December 2010 and were to work by June 2011, which no source says that each did. */
const planned = "2011-06-01" as IsoDate;
const dates = "announced December 2010, planned to be operational by June 2011 (A4)";
const onTheDay = "the planned day is taken";

/** The PCT clusters with the SHAs they answer to, their PCTs, their published budgets and one merger. */
export function clusters(pctRecords: readonly OrganisationRecord[]): Part {
  const rows = readTable("clusters");
  const organisations = rows.map(cluster);
  const lives = new Map([...organisations, ...pctRecords].map((record) => [record.code, record]));
  return {
    organisations,
    facts: [
      ...rows.flatMap(shaMemberships),
      ...readTable("cluster-pcts").flatMap((row) => pctMemberships(row, lives)),
      ...rows.flatMap(budget),
      ...rows.flatMap(merger),
    ],
  };
}

/** The code of a cluster: a slug that ends in "-cluster". */
export function clusterCode(name: string): Code {
  const slug = slugOf(name, "cluster");
  return (slug.endsWith("-cluster") ? slug : `${slug}-cluster`) as Code;
}

function cluster(row: SeedRow): OrganisationRecord {
  return {
    ...undescribed,
    kind: "CLUSTER",
    code: clusterCode(cell(row, "name")),
    name: cell(row, "name"),
    opened: startIn(row, "start"),
    closed: endIn(row, "end"),
    statedPopulation: numberIn(row, "population"),
    ...provenanceOf(row),
    note: joined(
      row.note,
      row.successor ? null : dates,
      row.registered_list && `registered list of its PCTs, April to June 2013: ${row.registered_list}`,
    ),
  };
}

function shaMemberships(row: SeedRow): NewFact[] {
  const why = "the SHA of its PCTs, but for Bassetlaw and Milton Keynes";
  return plannedThenEstablished(
    clusterCode(cell(row, "name")),
    parseCode(cell(row, "sha")),
    parseDate(cell(row, "start")),
    parseDate(cell(row, "end")),
    { source: cell(row, "source"), confidence: "DERIVED", note: why },
  );
}

function pctMemberships(row: SeedRow, lives: ReadonlyMap<Code, OrganisationRecord>): NewFact[] {
  const pct = parseCode(cell(row, "pct"));
  const group = clusterCode(cell(row, "cluster"));
  const [member, host] = [lives.get(pct), lives.get(group)];
  if (!member?.opened || !member.closed || !host?.opened || !host.closed) {
    throw new Error(`The seed knows no dates of ${pct} or ${group}`);
  }
  const from = later(member.opened, host.opened);
  return plannedThenEstablished(pct, group, from, earlier(member.closed, host.closed), provenanceOf(row));
}

function plannedThenEstablished(
  from: Code,
  to: Code,
  start: IsoDate,
  end: IsoDate,
  provenance: Provenance,
): NewFact[] {
  if (start >= planned)
    return [claim({ kind: "MEMBERSHIP", from, to, status: "ESTABLISHED" }, start, end, provenance)];
  const said = { ...provenance, note: joined(provenance.note, dates) };
  const last = earlier(end, addDays(planned, -1));
  const facts = [claim({ kind: "MEMBERSHIP", from, to, status: "PROPOSED" }, start, last, said)];
  if (end >= planned) {
    const day = { ...said, confidence: "DERIVED", note: joined(said.note, onTheDay) } as const;
    facts.push(claim({ kind: "MEMBERSHIP", from, to, status: "ESTABLISHED" }, planned, end, day));
  }
  return facts;
}

function budget(row: SeedRow): NewFact[] {
  const [amountGbp, year] = [numberIn(row, "budget_gbp"), optional(row, "budget_year")];
  if (amountGbp === null || year === null) return [];
  const financialYear = parseFinancialYear(year);
  const from = parseDate(`${financialYear.slice(0, 4)}-04-01`);
  const payload = { kind: "BUDGET", from: clusterCode(cell(row, "name")), financialYear, amountGbp } as const;
  return [claim(payload, from, endIn(row, "end"), provenanceOf(row))];
}

function merger(row: SeedRow): NewFact[] {
  const successor = optional(row, "successor");
  if (successor === null) return [];
  const payload = {
    kind: "SUCCESSION",
    from: clusterCode(cell(row, "name")),
    to: clusterCode(successor),
  } as const;
  return [claim(payload, addDays(parseDate(cell(row, "end")), 1), null, provenanceOf(row))];
}
