import type { Code } from "../../model/code.ts";
import { inOneForm } from "../../model/compared-text.ts";
import {
  apiNameOf,
  endsOf,
  fieldOf,
  type GivenChange,
  type GivenFact,
  type GivenFacts,
  type InputProblem,
  type Outcome,
  payloadFrom,
} from "../../model/curation.ts";
import { defaultConfidence, problemsOfCurated } from "../../model/curation-rules.ts";
import { type Fact, type FactKind, factKinds, type NewFact } from "../../model/facts.ts";
import { groupBy } from "../../model/group-by.ts";
import type { Context } from "../context.ts";
import { curate, type Draft, type Found } from "./curate.ts";
import { codeAt, type InputPath, problemAt } from "./input-problems.ts";

/** A fact as given, with its codes read as far as they can be. */
interface ReadFact extends PlacedFact {
  readonly ends: Readonly<Record<string, Code>>;
  readonly assertedBy: Code | null;
  /** Whether every code could be read. */
  readonly whole: boolean;
}

interface PlacedFact {
  readonly kind: FactKind;
  readonly given: GivenFact;
  readonly path: InputPath;
}

/** Records one fact. */
export function recordFact(
  context: Context,
  kind: FactKind,
  given: GivenChange & GivenFact,
): Promise<Outcome> {
  const name = `record ${fieldOf(kind)}`;
  return curate(context, draftOf(name, given, [{ kind, given, path: ["input"] }], []));
}

/** Records many facts: all of them, or none. A problem's path has the place in the list. */
export function recordCuratedFacts(context: Context, given: GivenFacts): Promise<Outcome> {
  const problems: InputProblem[] = [];
  if (given.facts.length === 0) {
    problems.push(problemAt(["input", "facts"], [], "it is empty", "at least one fact"));
  }
  const placed = given.facts.flatMap((item, index) => {
    const path = ["input", "facts", String(index)];
    const said = factKinds.filter((kind) => item[fieldOf(kind)] != null);
    if (said.length !== 1)
      problems.push(problemAt(path, item, `it says ${said.length} facts`, `one of ${oneOf}`));
    return said.flatMap((kind) => {
      const fact = item[fieldOf(kind)];
      return fact ? [{ kind, given: fact, path: [...path, fieldOf(kind)] }] : [];
    });
  });
  return curate(context, draftOf("record facts", given, placed, problems));
}

const oneOf = factKinds.map(fieldOf).join(", ");

function draftOf(
  name: string,
  given: GivenChange,
  placed: readonly PlacedFact[],
  problems: InputProblem[],
): Draft {
  const facts = placed.map((fact) => readFact(fact, problems));
  const codes = facts.flatMap(({ ends, assertedBy }) => [
    ...Object.values(ends),
    ...(assertedBy ? [assertedBy] : []),
  ]);
  return {
    name,
    action: "RECORD",
    doing: "Recording a fact",
    given,
    problems,
    codes: [...new Set(codes)],
    factIds: [],
    facts: "from",
    plan: (found) => plan(facts, given.source.code, found),
  };
}

function readFact(placed: PlacedFact, problems: InputProblem[]): ReadFact {
  const { kind, given, path } = placed;
  const before = problems.length;
  const ends: Record<string, Code> = {};
  for (const end of endsOf(kind)) {
    const name = apiNameOf(kind, end);
    const code = codeAt([...path, name], String(given[name]), problems);
    if (code !== undefined) ends[end] = code;
  }
  const assertedBy =
    given.assertedBy == null ? null : codeAt([...path, "assertedBy"], given.assertedBy, problems);
  return { ...placed, ends, assertedBy: assertedBy ?? null, whole: problems.length === before };
}

function plan(facts: readonly ReadFact[], source: string, { find, facts: believed }: Found) {
  const problems: InputProblem[] = [];
  const recorded: NewFact[] = [];
  const byOrganisation = groupBy<Code, NewFact>(believed, ({ from }) => from);
  for (const read of facts.filter(({ whole }) => whole)) {
    const fact = newFact(read, source, find);
    const same = (byOrganisation.get(fact.from) ?? []) as Fact[];
    problems.push(...problemsOfCurated(fact, find, same).map((problem) => named(problem, read, fact)));
    recorded.push(fact);
    // A later line of one list may say the same again.
    byOrganisation.set(fact.from, [
      ...same,
      { ...fact, factId: `one of this list, ${read.path.join(".")}` } as Fact,
    ]);
  }
  return { problems, changes: { facts: recorded } };
}

function newFact({ kind, given, ends, assertedBy }: ReadFact, source: string, find: Found["find"]): NewFact {
  const payload = payloadFrom(kind, ends, given);
  return {
    ...payload,
    validFrom: given.validFrom ?? null,
    validTo: given.validTo ?? null,
    source,
    assertedBy,
    assertedByName: textOf(given.assertedByName),
    confidence: given.confidence ?? defaultConfidence(payload, find),
    note: textOf(given.note),
  };
}

const textOf = (given: string | null | undefined): string | null => inOneForm(given ?? "").trim() || null;

function named(
  { field, reason, expected }: ReturnType<typeof problemsOfCurated>[number],
  { kind, path }: ReadFact,
  fact: NewFact,
): InputProblem {
  const at = field === "" ? path : [...path, apiNameOf(kind, field)];
  const value = field === "" ? null : (fact as unknown as Record<string, unknown>)[field];
  return {
    path: at,
    given: value == null ? null : JSON.stringify(value),
    expected,
    message: `${at.join(".")}: ${reason}.`,
  };
}
