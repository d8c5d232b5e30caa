"""Who took over whose practices between two days, as a DataFrame: by default from PCTs to the groups of 1 April 2013.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python crosswalk.py [URL] [--from PCT@2013-03-31] [--to CONSORTIUM@2013-04-01] [--within Q38] [--csv crosswalk.csv]

The server is started with `npm start` in the repository, better with the real files imported (docs/imports.md): the made-up
practices of the demonstration are in no group after March 2013.
"""

import argparse

import pandas as pd
from gql import Client, GraphQLRequest, gql
from gql.transport.exceptions import TransportConnectionFailed, TransportQueryError
from gql.transport.requests import RequestsHTTPTransport

CROSSWALK = gql("""
query Crosswalk($from: OrganisationKind!, $fromAsOf: Date!, $to: OrganisationKind!, $toAsOf: Date!, $within: String) {
  crosswalk(from: $from, fromAsOf: $fromAsOf, to: $to, toAsOf: $toAsOf, within: $within) {
    from { code name }
    to { code name }
    practices
    patients
    shareOfFrom
    shareOfTo
  }
}
""")

COLUMNS = ["from.code", "from.name", "to.code", "to.name", "practices", "patients", "shareOfFrom", "shareOfTo"]


def crosswalk(session, variables: dict) -> pd.DataFrame:
    """A row a pair; from.code or to.code is missing where practices had none on that day."""
    asked = GraphQLRequest(CROSSWALK, variable_values=variables)
    frame = pd.json_normalize(session.execute(asked)["crosswalk"])
    return frame.reindex(columns=COLUMNS)


def largest_successor(pairs: pd.DataFrame) -> pd.DataFrame:
    """Of each body the one that took the largest part of its practices."""
    both = pairs.dropna(subset=["from.code", "to.code"])
    return both.sort_values("shareOfFrom", ascending=False).drop_duplicates("from.code").sort_values("from.code")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("url", nargs="?", default="http://127.0.0.1:4000/graphql")
    arguments.add_argument("--from", dest="first", default="PCT@2013-03-31", help="whose practices they were, and when")
    arguments.add_argument("--to", dest="second", default="CONSORTIUM@2013-04-01", help="whose they became")
    arguments.add_argument("--within", help="only practices of this organisation on either day")
    arguments.add_argument("--csv", help="also write the pairs to this file")
    given = arguments.parse_args()
    (kind, day), (later_kind, later_day) = given.first.split("@"), given.second.split("@")
    variables = {"from": kind, "fromAsOf": day, "to": later_kind, "toAsOf": later_day, "within": given.within}

    try:
        with Client(transport=RequestsHTTPTransport(url=given.url, timeout=60)) as session:
            pairs = crosswalk(session, variables)
    except TransportConnectionFailed:
        raise SystemExit(f"No server answers at {given.url}: start one with `npm start`, or give its URL.") from None
    except TransportQueryError as error:
        raise SystemExit("\n".join(one["message"] for one in error.errors or [])) from None

    print(f"{len(pairs)} pairs, {pairs['practices'].sum():.0f} practices\n")
    print(largest_successor(pairs)[["from.code", "to.code", "practices", "shareOfFrom"]].round(3).to_string(index=False))
    if given.csv:
        pairs.to_csv(given.csv, index=False)


if __name__ == "__main__":
    main()
