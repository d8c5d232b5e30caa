import { OrganisationLink } from "./organisation-link.tsx";
import type { End, OrganisationData } from "./organisation-query.ts";

/** Whom it took over from, and who took over from it, nearest first. */
export function Succession({ organisation }: { readonly organisation: OrganisationData }) {
  const { predecessors, successors } = organisation;
  if (predecessors.length + successors.length === 0) return null;
  return (
    <section>
      <h2>Before and after</h2>
      <Line label="Took over from" organisations={predecessors} />
      <Line label="Was succeeded by" organisations={successors} />
    </section>
  );
}

function Line({ label, organisations }: { readonly label: string; readonly organisations: readonly End[] }) {
  if (organisations.length === 0) return null;
  return (
    <>
      <h3>{label}</h3>
      <ol>
        {organisations.map((organisation) => (
          <li key={organisation.code}>
            <OrganisationLink organisation={organisation} />
          </li>
        ))}
      </ol>
    </>
  );
}
