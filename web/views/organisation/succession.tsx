import { Fragment } from "react";
import { inWords } from "../../app/months.ts";
import { OrganisationLink } from "./organisation-link.tsx";
import type { End, OrganisationData } from "./organisation-query.ts";

/** What came before it and what became of it, in sentences: the nearest first; where nobody says, that. */
export function Succession({ organisation }: { readonly organisation: OrganisationData }) {
  const { predecessors, successors, closed, kind } = organisation;
  if (predecessors.length + successors.length === 0 && closed === null) return null;
  return (
    <section>
      <h2>{closed === null && successors.length === 0 ? "Where it came from" : "What became of it"}</h2>
      {closed !== null && <p>It closed on {inWords(closed)}.</p>}
      {successors.length > 0 && (
        <p>
          It was succeeded by <Names organisations={successors} />.
        </p>
      )}
      {/* Of a PCT, the section below says where its practices went. */}
      {closed !== null && successors.length === 0 && kind !== "PCT" && (
        <p>No source in this graph says who took over from it.</p>
      )}
      {predecessors.length > 0 && (
        <p>
          It took over from <Names organisations={predecessors} />.
        </p>
      )}
    </section>
  );
}

function Names({ organisations }: { readonly organisations: readonly End[] }) {
  return organisations.map((organisation, index) => (
    <Fragment key={organisation.code}>
      {index > 0 && (index === organisations.length - 1 ? " and " : ", ")}
      <OrganisationLink organisation={organisation} />
    </Fragment>
  ));
}
