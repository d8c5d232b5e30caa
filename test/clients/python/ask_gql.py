"""Asks two days of one PCT, and the first again by its id, with gql; prints what arrived as JSON."""

import json
import sys
from pathlib import Path

from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

queries = (Path(__file__).parent / "queries.graphql").read_text()


def asked(operation, **variables):
    request = gql(queries)
    request.operation_name = operation
    request.variable_values = variables
    return request


# The schema is fetched, and each query checked against it before it is sent.
with Client(transport=RequestsHTTPTransport(url=sys.argv[1]), fetch_schema_from_transport=True) as session:
    days = session.execute(asked("TwoDays", before="2010-07-01", after="2011-04-01"))
    again = session.execute(asked("Again", id=days["before"]["id"]))
    print(json.dumps([days["before"], days["after"], again["node"]]))
