import { expect, test } from "vitest";
import { redescribedRow } from "../../src/graph/write-descriptions.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant } from "../../src/model/dates.ts";
import { blankOrganisation, type OrganisationRecord } from "../../src/model/organisation.ts";

const at = { recordedAt: "2026-01-02T00:00:00.000Z" as Instant, revision: 7 };
const before: OrganisationRecord = {
  ...blankOrganisation,
  ...{ kind: "PRACTICE", code: "A81001" as Code, name: "Old", postcode: "TS18 1HU", listSize: 4_100 },
  ...{ confidence: "REPORTED", source: "TEST" },
};
const said = { knownFrom: "2016-01-01T00:00:00.000Z" as Instant, validFrom: null, until: null };
const clocks = {
  ...{ describedAt: at.recordedAt, describedIn: 7 },
  ...{ describedKnownFrom: said.knownFrom, describedFrom: "0001-01-01" },
};

test("A description that follows another is written with what is another than before", () => {
  const organisation = { ...before, name: "New", listSize: null };
  const { description } = redescribedRow({ organisation, before, ...said }, at);
  expect(description).toEqual({ name: "New", listSize: null, ...clocks });
});

test("A description that follows one that is not known is written whole, so that it clears what stood there", () => {
  const { description } = redescribedRow({ organisation: before, before: null, ...said }, at);
  expect(description).toMatchObject({ name: "Old", outcode: "TS18", note: null, ...clocks });
});
