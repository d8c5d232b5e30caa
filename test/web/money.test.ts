import { expect, test } from "vitest";
import { bySha, financialYearOf, moneyOf, sumOf } from "../../web/views/flows/money.ts";
import { areaGraph, englandGraph } from "../../web/views/flows/money-graph.ts";
import type { MoneyPct } from "../../web/views/flows/money-query.ts";

const source = { code: "S", title: "S", publisher: "P", published: "2011", url: null };
const recipient = (code: string) =>
  ({ __typename: "Consortium", code, id: code, name: code, confidence: "REPORTED" }) as const;

function delegation(to: string, amountGbp: number | null, more: object = {}) {
  return {
    ...{ factId: to, financialYear: "2011/12", stage: "IN_FORCE", scope: null, amountGbp },
    ...{ confidence: "REPORTED", source, recipient: recipient(to), ...more },
  };
}

function pct(more: object): MoneyPct {
  return {
    ...{ code: "5PP", id: "5PP", name: "Cambridgeshire PCT", confidence: "CONFIRMED" },
    ...{ position: "DELEGATED_OR_READY", budget: { amountGbp: 100, source }, report: null, delegations: [] },
    sha: { code: "Q35", id: "Q35", name: "East of England", minimumDelegatedShare: null },
    ...more,
  } as MoneyPct;
}

const report = (amountGbp: number | null, financialYear = "2011/12") => ({
  report: { financialYear, amountGbp, confidence: "REPORTED", source },
});
const year = "2011/12";
const addresses = {
  flowsOf: (code: string) => `/flows?in=${code}`,
  organisation: (code: string) => `/o/${code}`,
};

test("a financial year begins in April", () => {
  expect(["2011-03-31", "2011-04-01", "2010-01-01", "2012-12-31"].map(financialYearOf)).toEqual([
    "2010/11",
    "2011/12",
    "2009/10",
    "2012/13",
  ]);
});

test("what is delegated is the sum of the delegations where each has an amount, each once whoever claims it", () => {
  const money = moneyOf(
    pct({ delegations: [delegation("a", 10), delegation("a", 12, { factId: "again" }), delegation("b", 5)] }),
    year,
  );
  expect(money).toMatchObject({ delegatedGbp: 15, restGbp: 85, rest: "KEPT" });
  expect(money.parts.map(({ amountGbp }) => amountGbp)).toEqual([10, 5]);
});

test("a sum that was reported for several is one part, and nobody splits it", () => {
  const money = moneyOf(
    pct({ ...report(25), delegations: [delegation("a", null), delegation("b", 5)] }),
    year,
  );
  expect(money.delegatedGbp).toBe(25);
  expect(money.parts).toMatchObject([{ amountGbp: 25, recipients: [{ code: "a" }, { code: "b" }] }]);
});

test("plans, and what is of another year, are no money of this one", () => {
  const planned = delegation("a", 10, { stage: "PLANNED" });
  const before = delegation("b", 10, { financialYear: "2010/11" });
  const money = moneyOf(
    pct({ position: "DEVELOPING", ...report(9, "2010/11"), delegations: [planned, before] }),
    year,
  );
  expect(money).toMatchObject({ delegatedGbp: null, parts: [], rest: "NONE_KNOWN", restGbp: 100 });
});

test("what nobody tells is not known, and no 0", () => {
  const untold = moneyOf(pct({ ...report(null), delegations: [delegation("a", null)] }), year);
  expect(untold).toMatchObject({ delegatedGbp: null, rest: "AMOUNT_NOT_STATED" });
  const silent = moneyOf(pct({ position: "NOT_REPORTED", budget: null }), year);
  expect(silent).toMatchObject({ delegatedGbp: null, rest: "NOT_REPORTED", budgetGbp: null, restGbp: null });
  expect(bySha([untold, silent])).toMatchObject([{ budgetGbp: null, delegatedGbp: null }]);
  expect(sumOf([untold, silent], ({ budgetGbp }) => budgetGbp, "any")).toBe(100);
});

test("every pound of a budget is in one ribbon, and what nobody knows is a ribbon of its own", () => {
  const pcts = [
    pct({ code: "A", ...report(25), delegations: [delegation("a", null), delegation("b", null)] }),
    pct({ code: "B", delegations: [delegation("a", 30)] }),
    pct({ code: "C", position: "NOT_REPORTED" }),
  ].map((each) => moneyOf(each, year));
  const sum = (kind: string, graph: ReturnType<typeof areaGraph>) =>
    graph.links
      .filter((link) => link.kind === kind && !link.source.startsWith("sha A"))
      .reduce((total, { value }) => total + value, 0);
  const england = englandGraph(pcts, addresses);
  expect(["KNOWN", "JOINT", "KEPT", "UNKNOWN"].map((kind) => sum(kind, england))).toEqual([30, 25, 145, 100]);
  const area = areaGraph(pcts, addresses);
  expect(area.links.filter(({ source }) => source.startsWith("sha")).map(({ value }) => value)).toEqual([
    100, 100, 100,
  ]);
  expect(area.nodes.find(({ id }) => id === "together A")).toMatchObject({ name: "a and b, together" });
  expect(area.nodes.find(({ id }) => id === "consortium a")?.href).toBe("/o/a");
});
