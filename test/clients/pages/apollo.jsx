import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { ApolloProvider, useQuery } from "@apollo/client/react";
import { days, known, Line, Practices, pctText, practiceText, show, ThereAndBack } from "./show.jsx";

const client = new ApolloClient({ link: new HttpLink({ uri: "/graphql" }), cache: new InMemoryCache() });

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
  const { data } = useQuery(twoDays, { variables: days });
  if (!data) return null;
  return ["before", "after"].map((name) => (
    <Line id={name} key={name}>
      {pctText(data[name])}
    </Line>
  ));
}

function TwoInstants() {
  const { data } = useQuery(twoInstants, { variables: { early: known.early } });
  if (!data) return null;
  return ["early", "now"].map((name) => (
    <Line id={name} key={name}>
      {practiceText(data[name])}
    </Line>
  ));
}

function Day({ day }) {
  const { data } = useQuery(oneDay, { variables: { day } });
  return <Line id="day">{data && pctText(data.pct)}</Line>;
}

function PagedPractices() {
  const { data, fetchMore, refetch } = useQuery(somePractices, { variables: { day: days.before } });
  if (!data) return null;
  const { nodes, pageInfo } = data.pct.practices;
  const joined = ({ pct: shown }, { fetchMoreResult: { pct } }) => ({
    pct: {
      ...shown,
      practices: { ...pct.practices, nodes: [...shown.practices.nodes, ...pct.practices.nodes] },
    },
  });
  const more = () => fetchMore({ variables: { after: pageInfo.endCursor }, updateQuery: joined });
  return <Practices nodes={nodes} onMore={more} onAgain={() => refetch()} />;
}

show(
  <ApolloProvider client={client}>
    <TwoDays />
    <TwoInstants />
    <ThereAndBack Day={Day} />
    <PagedPractices />
  </ApolloProvider>,
);
