import { FactTable } from "./fact-table.tsx";
import type { Fact, OrganisationData } from "./organisation-query.ts";

/** Budgets, reports and delegations over the years, oldest year first. */
export function Delegations({ organisation }: { readonly organisation: OrganisationData }) {
  const { history, code, name } = organisation;
  const facts = history.filter((fact) => yearOf(fact) !== undefined);
  if (facts.length === 0) return null;
  const byYear = [...facts].sort((a, b) => (yearOf(a) ?? "").localeCompare(yearOf(b) ?? ""));
  return (
    <section>
      <h2>Delegation over the years</h2>
      <FactTable caption={`Budgets, reports and delegations of ${name}`} facts={byYear} of={code} />
    </section>
  );
}

function yearOf(fact: Fact): string | undefined {
  if (fact.__typename === "Delegation") return fact.financialYear;
  if (fact.__typename === "DelegationReport") return fact.reportYear;
  return fact.__typename === "Budget" ? fact.budgetYear : undefined;
}
