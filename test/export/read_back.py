"""Reads an export with NetworkX and Frictionless, and prints what it found as JSON."""

import csv
import json
import sys
from pathlib import Path

import networkx
from frictionless import Package


def summary(graph, code):
    edges = [(data["kind"], data["source"], data["confidence"]) for _, _, data in graph.edges(data=True)]
    return {
        "directed": graph.is_directed(),
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "ends": sorted(f"{a} {b}" for a, b in graph.edges()),
        "kinds": {kind: sum(edge[0] == kind for edge in edges) for kind in {edge[0] for edge in edges}},
        "synthetic": sum(edge[2] == "SYNTHETIC" for edge in edges),
        "one": graph.nodes[code],
    }


def from_csv(folder):
    graph = networkx.MultiDiGraph()
    with open(folder / "nodes.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            graph.add_node(row["code"], **row)
    with open(folder / "edges.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            graph.add_edge(row["from"], row["to"], key=row["factId"], **row)
    return graph


def spans(graph):
    """The first and last days of the edges, where the format itself has them."""
    days = [(data.get("start"), data.get("end")) for _, _, data in graph.edges(data=True)]
    return {"started": sum(start is not None for start, _ in days), "ended": sum(end is not None for _, end in days)}


folder, code = Path(sys.argv[1]), sys.argv[2]
gexf = networkx.read_gexf(folder / "graph.gexf")
report = Package(str(folder / "datapackage.json")).validate()
print(
    json.dumps(
        {
            "csv": summary(from_csv(folder), code),
            "graphml": summary(networkx.read_graphml(folder / "graph.graphml", force_multigraph=True), code),
            "gexf": {**summary(gexf, code), **spans(gexf)},
            "valid": report.valid,
            "problems": report.flatten(["name", "type", "message"]),
        }
    )
)
