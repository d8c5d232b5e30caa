import { useParams } from "wouter";
import { useClocks } from "../../app/clocks.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { View } from "../../parts/view.tsx";
import { isArea } from "./area-query.ts";
import { AreaSummary } from "./area-summary.tsx";
import { Delegations } from "./delegations.tsx";
import { FactTable } from "./fact-table.tsx";
import { KeyFacts, Notes } from "./key-facts.tsx";
import { Members } from "./members.tsx";
import { Names } from "./names.tsx";
import { Neighbourhood } from "./neighbourhood/neighbourhood.tsx";
import { type OrganisationData, organisationQuery } from "./organisation-query.ts";
import { Succession } from "./succession.tsx";
import { Timeline } from "./timeline.tsx";
import { GroupOrigins } from "./took-over.tsx";
import { Upward } from "./upward.tsx";
import "./organisation.css";

/** Everything about one organisation on a day. */
export function Organisation() {
  const { code = "" } = useParams<{ code: string }>();
  // What was shown of another organisation is not to be seen under this one's name.
  return <OrganisationPage key={code} code={decodeURIComponent(code)} />;
}

function OrganisationPage({ code }: { readonly code: string }) {
  const { asOf, knownAt, atRevision } = useClocks();
  const variables = { code, asOf, knownAt, atRevision };
  const asked = useViewQuery(organisationQuery, variables);
  return (
    <View
      title={asked.data?.organisation?.name ?? code}
      asked={asked}
      query={{ document: organisationQuery, variables }}
    >
      {({ organisation, dataset }) =>
        organisation ? (
          <Sections organisation={organisation} revision={atRevision ?? dataset.revision} />
        ) : (
          <p>No organisation of this graph has the code {code}. Search for its name, or begin at England.</p>
        )
      }
    </View>
  );
}

interface SectionsProps {
  readonly organisation: OrganisationData;
  readonly revision: number;
}

function Sections({ organisation, revision }: SectionsProps) {
  const { history, code, name } = organisation;
  const supports = history.filter(({ __typename }) => __typename === "Support");
  return (
    <>
      <KeyFacts organisation={organisation} />
      <Succession organisation={organisation} />
      {organisation.__typename === "Consortium" && organisation.isStatutory && (
        <GroupOrigins organisation={organisation} />
      )}
      {isArea(organisation) && <AreaSummary area={organisation} />}
      <Timeline organisation={organisation} revision={revision} />
      <Names organisation={organisation} />
      <Upward organisation={organisation} />
      <Members organisation={organisation} />
      <Delegations organisation={organisation} />
      {supports.length > 0 && (
        <section>
          <h2>Support</h2>
          <FactTable caption={`Support of ${name}, over all years`} facts={supports} of={code} />
        </section>
      )}
      <Notes organisation={organisation} />
      <Neighbourhood organisation={organisation} revision={revision} />
      <section>
        <h2>History</h2>
        <FactTable caption={`Every fact about ${name} that was ever recorded`} facts={history} of={code} />
      </section>
    </>
  );
}
