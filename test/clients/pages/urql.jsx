import { cacheExchange } from "@urql/exchange-graphcache";
import { useState } from "react";
import { createClient, fetchExchange, gql, Provider, useQuery } from "urql";
import { days, known, Line, Practices, pctText, practiceText, show, ThereAndBack } from "./show.jsx";

// What has no id belongs to its parent: graphcache asks to be told so, and does so anyway.
const ofParent = () => null;
const cache = cacheExchange({ keys: { PracticeConnection: ofParent, PageInfo: ofParent } });
const client = createClient({ url: "/graphql", exchanges: [cache, fetchExchange] });

const twoDays = gql`
  query TwoDays($before: Date!, $after: Date!) {
    before: organisation(code: "5PP", asOf: $before) { id ... on PCT { asOf position } }
    after: organisation(code: "5PP", asOf: $after) { id ... on PCT { asOf position } }
  }
`;
const twoInstants = gql`
  query TwoInstants($early: DateTime!) {
    early: practice(code: "X003397", asOf: "2011-04-01", knownAt: $early) { id knownAt standing }
    now: practice(code: "X003397", asOf: "2011-04-01") { id knownAt standing }
  }
`;
const oneDay = gql`
  query OneDay($day: Date!) { pct(code: "5PP", asOf: $day) { id asOf position } }
`;
const somePractices = gql`
  query SomePractices($day: Date!, $after: String) {
    pct(code: "5PP", asOf: $day) {
      id
      practices(first: 5, after: $after) { nodes { id code asOf } pageInfo { endCursor } }
    }
  }
`;

function TwoDays() {
  const [{ data }] = useQuery({ query: twoDays, variables: days });
  if (!data) return null;
  return ["before", "after"].map((name) => (
    <Line id={name} key={name}>
      {pctText(data[name])}
    </Line>
  ));
}

function TwoInstants() {
  const [{ data }] = useQuery({ query: twoInstants, variables: { early: known.early } });
  if (!data) return null;
  return ["early", "now"].map((name) => (
    <Line id={name} key={name}>
      {practiceText(data[name])}
    </Line>
  ));
}

function Day({ day }) {
  const [{ data }] = useQuery({ query: oneDay, variables: { day } });
  return <Line id="day">{data && pctText(data.pct)}</Line>;
}

/** Pages are asked one after the other, each with the cursor of the one before. */
function PagedPractices() {
  const [pages, setPages] = useState([]);
  const after = pages.at(-1)?.pageInfo.endCursor ?? null;
  const [{ data, fetching }, ask] = useQuery({
    query: somePractices,
    variables: { day: days.before, after },
  });
  if (!data) return null;
  const last = data.pct.practices;
  // While the next page is on its way, urql still gives the one before it.
  const nodes = (fetching ? pages : [...pages, last]).flatMap((page) => page.nodes);
  const again = () => {
    setPages([]);
    ask({ requestPolicy: "network-only" });
  };
  return <Practices nodes={nodes} onMore={() => setPages([...pages, last])} onAgain={again} />;
}

show(
  <Provider value={client}>
    <TwoDays />
    <TwoInstants />
    <ThereAndBack Day={Day} />
    <PagedPractices />
  </Provider>,
);
