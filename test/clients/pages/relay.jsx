import { Suspense } from "react";
import {
  graphql,
  RelayEnvironmentProvider,
  useFragment,
  useLazyLoadQuery,
  usePaginationFragment,
  useRefetchableFragment,
} from "react-relay";
import { Environment, Network, RecordSource, Store } from "relay-runtime";
import { days, known, Line, Practices, pctText, practiceText, show, ThereAndBack } from "./show.jsx";

const network = Network.create(async ({ text }, variables) => {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ query: text, variables });
  return (await fetch("/graphql", { method: "POST", headers, body })).json();
});
const environment = new Environment({ network, store: new Store(new RecordSource()) });

const position = graphql`
  fragment relayPosition_pct on PCT @refetchable(queryName: "relayPositionAgainQuery") {
    asOf
    position
  }
`;
/** On any kind of organisation. */
const name = graphql`
  fragment relayName_organisation on Organisation @refetchable(queryName: "relayNameAgainQuery") {
    name
  }
`;
const twoDays = graphql`
  query relayTwoDaysQuery($before: Date!, $after: Date!) {
    before: pct(code: "5PP", asOf: $before) { ...relayPosition_pct ...relayName_organisation }
    after: pct(code: "5PP", asOf: $after) { ...relayPosition_pct ...relayName_organisation }
  }
`;
const twoInstants = graphql`
  query relayTwoInstantsQuery($early: DateTime!) {
    early: practice(code: "X003397", asOf: "2011-04-01", knownAt: $early) { knownAt standing }
    now: practice(code: "X003397", asOf: "2011-04-01") { knownAt standing }
  }
`;
const oneDay = graphql`
  query relayOneDayQuery($day: Date!) { pct(code: "5PP", asOf: $day) { asOf position } }
`;
const somePractices = graphql`
  query relaySomePracticesQuery($day: Date!) { pct(code: "5PP", asOf: $day) { ...relayPractices_pct } }
`;
const practices = graphql`
  fragment relayPractices_pct on PCT
  @refetchable(queryName: "relayMorePracticesQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 5 }, after: { type: "String" }) {
    practices(first: $first, after: $after) @connection(key: "relayPractices_practices") {
      edges { node { code asOf } }
    }
  }
`;

function Position({ id, of }) {
  const [data, refetch] = useRefetchableFragment(position, of);
  useFragment(name, of);
  return (
    <>
      <Line id={id}>{pctText(data)}</Line>
      <button type="button" onClick={() => refetch({}, { fetchPolicy: "network-only" })}>
        {id} again
      </button>
    </>
  );
}

function TwoDays() {
  const data = useLazyLoadQuery(twoDays, days);
  return ["before", "after"].map((side) => <Position id={side} key={side} of={data[side]} />);
}

function TwoInstants() {
  const data = useLazyLoadQuery(twoInstants, { early: known.early });
  return ["early", "now"].map((side) => (
    <Line id={side} key={side}>
      {practiceText(data[side])}
    </Line>
  ));
}

function Day({ day }) {
  const { pct } = useLazyLoadQuery(oneDay, { day });
  return <Line id="day">{pctText(pct)}</Line>;
}

function PagedPractices() {
  const { pct } = useLazyLoadQuery(somePractices, { day: days.before });
  const { data, loadNext, refetch } = usePaginationFragment(practices, pct);
  const nodes = data.practices.edges.map(({ node }) => node);
  const again = () => refetch({}, { fetchPolicy: "network-only" });
  return <Practices nodes={nodes} onMore={() => loadNext(5)} onAgain={again} />;
}

show(
  <RelayEnvironmentProvider environment={environment}>
    <Suspense>
      <TwoDays />
      <TwoInstants />
      <Suspense>
        <ThereAndBack Day={Day} />
      </Suspense>
      <PagedPractices />
    </Suspense>
  </RelayEnvironmentProvider>,
);
