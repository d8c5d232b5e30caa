"""Reads GEXF with NetworkX alone, for the oldest version that is to read it."""

import json
import sys

import networkx

graph = networkx.read_gexf(sys.argv[1])
kinds = [kind for _, _, kind in graph.edges(data="kind")]
print(
    json.dumps(
        {
            "version": networkx.__version__,
            "nodes": graph.number_of_nodes(),
            "kinds": {kind: kinds.count(kind) for kind in set(kinds)},
        }
    )
)
