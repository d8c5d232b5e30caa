import type { RedescribedOrganisation } from "../../model/audit.ts";
import type { Code } from "../../model/code.ts";
import { inOneForm } from "../../model/compared-text.ts";
import { countIn, holdingCount } from "../../model/counts.ts";
import type {
  GivenChange,
  GivenClaim,
  GivenOrganisation,
  InputProblem,
  Outcome,
} from "../../model/curation.ts";
import { type IsoDate, openEnd, unknownStart } from "../../model/dates.ts";
import type { Fact } from "../../model/facts.ts";
import { faultOfNumber } from "../../model/number-rules.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { curatedFields } from "../../vocabulary/derive.ts";
import type { Context } from "../context.ts";
import { ended, trustProblems } from "./change-facts.ts";
import { curate, type Found } from "./curate.ts";
import { codeAt, problemAt } from "./input-problems.ts";

export type GivenRegistration = GivenChange & GivenOrganisation;

export interface GivenClosing extends GivenChange, Pick<GivenClaim, "confidence" | "note"> {
  readonly code: string;
  /** Its last day. */
  readonly closed: IsoDate;
  /** End on that day whatever is believed of it beyond; else such facts are problems. */
  readonly endFacts?: boolean | null | undefined;
}

/** Adds an organisation that the graph has not heard of. */
export function registerOrganisation(context: Context, given: GivenRegistration): Promise<Outcome> {
  const problems: InputProblem[] = [];
  const code = codeAt(["input", "code"], given.code, problems);
  return curate(context, {
    name: "register organisation",
    action: "REGISTER",
    doing: "Registering an organisation",
    given,
    problems,
    codes: code ? [code] : [],
    factIds: [],
    facts: null,
    plan({ find }) {
      const known = code && find(code);
      const found = known ? [alreadyThere(known)] : [];
      const organisations = code && !known ? [describedBy(given, code)] : [];
      return { problems: [...found, ...descriptionProblems(given)], changes: { organisations } };
    },
  });
}

/** Says on which day an organisation closed. How it was described before stays, as what was believed until now. */
export function closeOrganisation(context: Context, given: GivenClosing): Promise<Outcome> {
  const problems: InputProblem[] = [];
  const code = codeAt(["input", "code"], given.code, problems);
  return curate(context, {
    name: "close organisation",
    action: "CLOSE",
    doing: "Closing an organisation",
    given,
    problems,
    codes: code ? [code] : [],
    factIds: [],
    facts: "about",
    plan(found) {
      const before = code && found.find(code);
      if (!before) return { problems: code ? [notThere(given.code)] : [], changes: {} };
      return planClosing(before, given, found);
    },
  });
}

function planClosing(before: OrganisationRecord, given: GivenClosing, { facts, assertedBy }: Found) {
  const { closed, endFacts } = given;
  const beyond = facts.filter((fact) => fact.kind !== "SUCCESSION" && (fact.validTo ?? openEnd) > closed);
  const later = beyond.filter(({ validFrom }) => (validFrom ?? unknownStart) > closed);
  const problems = [
    ...closingProblems(before, closed),
    ...trustProblems(given.confidence, before),
    ...later.map((fact) => beginsLater(fact, closed)),
    ...(endFacts ? [] : beyond.filter((fact) => !later.includes(fact)).map((fact) => outlasts(fact, closed))),
  ];
  const endings = beyond.map((fact) =>
    ended(fact, { ...given, validTo: closed, assertedBy: assertedBy ?? null }),
  );
  return {
    problems,
    changes: { redescribed: [closedAs(before, given)], former: [before], retracted: beyond, facts: endings },
  };
}

function closedAs(before: OrganisationRecord, given: GivenClosing): RedescribedOrganisation {
  const madeUp = before.confidence === "SYNTHETIC";
  const after: RedescribedOrganisation = {
    ...before,
    closed: given.closed,
    source: given.source.code,
    confidence: madeUp ? "SYNTHETIC" : (given.confidence ?? "REPORTED"),
    note: inOneForm(given.note ?? "").trim() || before.note,
  };
  return holdingCount(after, countIn(before));
}

const at = (...path: string[]) => ["input", ...path];

function closingProblems({ opened, closed, code }: OrganisationRecord, last: IsoDate): InputProblem[] {
  if (opened !== null && last < opened) {
    return [problemAt(at("closed"), last, `${last} lies before ${code} opened`, `${opened} or later`)];
  }
  if (closed === null) return [];
  const expected = "an organisation that has not closed";
  return [problemAt(at("code"), code, `${code} closed on ${closed} already`, expected)];
}

const outlasts = ({ factId, kind, from, validTo }: Fact, closed: IsoDate): InputProblem =>
  problemAt(
    at("closed"),
    closed,
    `a ${kind} that starts at ${from} (${factId}) lasts until ${validTo ?? "no known end"}`,
    "endFacts: true to end what outlasts it on that day, or a later day",
  );

const beginsLater = ({ factId, kind, from, validFrom }: Fact, closed: IsoDate): InputProblem =>
  problemAt(
    at("closed"),
    closed,
    `a ${kind} that starts at ${from} (${factId}) begins later, on ${validFrom}`,
    "a later day, or that fact retracted first",
  );

const notThere = (code: string): InputProblem =>
  problemAt(at("code"), code, `${code} is not in the graph`, "an organisation that is, such as 5PP");

const alreadyThere = ({ code, name }: OrganisationRecord): InputProblem =>
  problemAt(at("code"), code, `${code} is in the graph already, as ${name}`, "a code that it does not hold");

const stored = <T>(value: T): T | string => (typeof value === "string" ? inOneForm(value) : value);

function describedBy(given: GivenRegistration, code: Code): OrganisationRecord {
  const known = Object.keys(undescribed).map((column) => [
    column,
    stored(given[column as keyof GivenOrganisation] ?? null),
  ]);
  return {
    ...undescribed,
    ...Object.fromEntries(known),
    kind: given.kind,
    code,
    name: inOneForm(given.name).trim(),
    confidence: given.confidence ?? "REPORTED",
    source: given.source.code,
  };
}

/** What a value has to be by its type, of a kind that has such a field: any other would never be answered. */
function valueProblems(given: GivenRegistration): InputProblem[] {
  return curatedFields.flatMap(([name, { type, of }]) => {
    const value = given[name];
    if (value == null) return [];
    if (of && !of.includes(given.kind)) {
      const expected = `it left out: only a ${of.join(" or ")} has it`;
      return [problemAt(at(name), value, `a ${given.kind} has no ${name}`, expected)];
    }
    const wrong = typeof value === "number" ? faultOfNumber(type, value) : undefined;
    return wrong ? [problemAt(at(name), value, wrong.found, wrong.expected)] : [];
  });
}

function descriptionProblems(given: GivenRegistration): InputProblem[] {
  const { name, opened, closed, confidence } = given;
  const problems = valueProblems(given);
  if (name.trim() === "")
    problems.push(problemAt(at("name"), name, "it is empty", "a name, such as Church View Surgery"));
  if (opened != null && closed != null && closed < opened) {
    problems.push(problemAt(at("closed"), closed, `${closed} lies before it opened`, `${opened} or later`));
  }
  if (confidence === "SYNTHETIC") {
    const expected =
      "CONFIRMED, REPORTED or DERIVED: what is made up comes with the demonstration graph alone";
    problems.push(problemAt(at("confidence"), confidence, "SYNTHETIC is no curator's claim", expected));
  }
  return problems;
}
