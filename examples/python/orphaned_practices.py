"""Practices without a consortium as a DataFrame, and how far each SHA had delegated its budgets.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python orphaned_practices.py [URL] [--as-of 2011-04-01] [--csv orphans.csv]

The server is started with `npm start` in the repository. Practices of the demonstration graph are made up: their
confidence is SYNTHETIC.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

import pandas as pd
from gql import Client, GraphQLRequest, gql
from gql.transport.exceptions import TransportConnectionFailed, TransportQueryError
from gql.transport.requests import RequestsHTTPTransport

ORPHANS = gql("""
query Orphans($asOf: Date, $knownAt: DateTime, $after: String) {
  orphanedPractices(asOf: $asOf, knownAt: $knownAt, first: 500, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      code
      name
      listSize
      standing
      outsideReason
      orphanedSince
      confidence
      pct { code name }
      cluster { name }
      sha { code name }
    }
  }
}
""")

SHAS = gql("""
query SHAs($asOf: Date, $knownAt: DateTime) {
  shas(asOf: $asOf, knownAt: $knownAt) { nodes { code name minimumDelegatedShare } }
}
""")

SUMMARY = gql("""
query Summary($within: String, $asOf: Date, $knownAt: DateTime) {
  delegationSummary(within: $within, asOf: $asOf, knownAt: $knownAt) {
    pcts
    delegatedOrReady
    developing
    noClearPlans
    notReported
    delegatedGbp
    delegatedShare
    pctsBelowMinimum
    practicesOutside
    practicesUnclear
  }
}
""")


def pages(session, clocks: dict) -> Iterator[list[dict]]:
    """Every page of the orphaned practices. With knownAt given, nothing that is recorded meanwhile shifts them."""
    after = None
    while True:
        page = ask(session, ORPHANS, clocks | {"after": after})["orphanedPractices"]
        yield page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def orphaned_practices(session, clocks: dict) -> pd.DataFrame:
    """A row a practice; pct.code, sha.name and so on are columns. daysOutside is missing where no date is known."""
    frame = pd.json_normalize([node for nodes in pages(session, clocks) for node in nodes])
    since = pd.to_datetime(frame["orphanedSince"])
    frame["daysOutside"] = (pd.Timestamp(clocks["asOf"]) - since).dt.days
    return frame


def delegation_by_sha(session, clocks: dict) -> pd.DataFrame:
    """A row an SHA."""
    shas = ask(session, SHAS, clocks)["shas"]["nodes"]
    rows = [
        sha | ask(session, SUMMARY, clocks | {"within": sha["code"]})["delegationSummary"] for sha in shas
    ]
    return pd.DataFrame(rows).set_index("code")


def ask(session, query: GraphQLRequest, variables: dict) -> dict:
    return session.execute(GraphQLRequest(query, variable_values=variables))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("url", nargs="?", default="http://127.0.0.1:4000/graphql")
    arguments.add_argument("--as-of", default="2011-04-01", help="the day asked about")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    arguments.add_argument("--known-at", default=now, help="answer with what was believed at this instant")
    arguments.add_argument("--csv", help="also write the practices to this file")
    given = arguments.parse_args()
    clocks = {"asOf": given.as_of, "knownAt": given.known_at}

    try:
        with Client(transport=RequestsHTTPTransport(url=given.url, timeout=60)) as session:
            orphans = orphaned_practices(session, clocks)
            summary = delegation_by_sha(session, clocks)
    except TransportConnectionFailed:
        raise SystemExit(f"No server answers at {given.url}: start one with `npm start`, or give its URL.") from None
    except TransportQueryError as error:
        raise SystemExit("\n".join(one["message"] for one in error.errors or [])) from None

    print(f"{len(orphans)} practices with {orphans['listSize'].sum():.0f} patients on {given.as_of},")
    print(f"as known at {given.known_at}\n")
    print(orphans.groupby("standing")["listSize"].agg(practices="size", patients="sum").to_string(), "\n")
    outside = orphans[orphans["standing"] == "OUTSIDE"]
    reasons = outside.groupby("outsideReason")["daysOutside"].agg(practices="size", median_days="median")
    print(reasons.to_string(), "\n")
    columns = ["name", "pcts", "delegatedOrReady", "delegatedGbp", "delegatedShare", "practicesOutside"]
    print(summary[columns].round({"delegatedShare": 3}).to_string())
    if given.csv:
        orphans.to_csv(given.csv, index=False)


if __name__ == "__main__":
    main()
