"""Reads an export with other people's libraries, and prints what they found as JSON."""

import csv
import json
import sys
from pathlib import Path

import duckdb
import igraph
import networkx
import pandas
import polars
import pyarrow.parquet
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
            if row["kind"] != "OUTSIDE":
                graph.add_edge(row["from"], row["to"], key=row["factId"], **row)
    return graph


def counted(values):
    values = list(values)
    return {value: values.count(value) for value in set(values)}


def in_igraph(path):
    """Reads GraphML, and makes the graph anew from its lists of vertices and edges, as data frames do."""
    read = igraph.Graph.Read_GraphML(str(path))
    again = igraph.Graph.DataFrame(
        read.get_edge_dataframe(), vertices=read.get_vertex_dataframe(), directed=read.is_directed()
    )
    return [
        {
            "nodes": graph.vcount(),
            "edges": graph.ecount(),
            "ends": sorted(f"{graph.vs[a]['id']} {graph.vs[b]['id']}" for a, b in graph.get_edgelist()),
            "kinds": counted(graph.es["kind"]),
            "standings": counted(standing for standing in graph.vs["standing"] if standing),
        }
        for graph in (read, again)
    ]


def codes_in(folder):
    """The codes of the practices' PCTs and of PCTs themselves, as each reader gives them."""
    path = str(folder / "orphans.csv")
    sheet, table = folder / "orphans.xlsx", folder / "nodes.csv"
    return {
        "pandas csv": pandas.read_csv(path, dtype=str)["pctCode"].to_list(),
        "polars csv": polars.read_csv(path, infer_schema=False)["pctCode"].to_list(),
        "duckdb csv": [row[0] for row in duckdb.sql(f"SELECT pctCode FROM read_csv('{path}', all_varchar = true)").fetchall()],
        "pandas xlsx": pandas.read_excel(sheet, dtype=str)["pctCode"].to_list(),
        "nodes xlsx": pandas.read_excel(folder / "nodes.xlsx", dtype=str)["code"].to_list(),
        "nodes csv": pandas.read_csv(table, dtype=str)["code"].to_list(),
    }


def instants_in(path, since):
    """How many rows were recorded since an instant, by readers in a time zone that is not UTC."""
    place = duckdb.connect()
    place.sql("SET TimeZone = 'Europe/London'")
    instant = pandas.Timestamp(since)
    return {
        "duckdb": place.sql(f"SELECT count(*) FROM '{path}' WHERE recordedAt >= '{since}'::TIMESTAMPTZ").fetchall()[0][0],
        "polars": polars.read_parquet(path).filter(polars.col("recordedAt") >= instant.to_pydatetime()).height,
        "pandas": int((pandas.read_parquet(path)["recordedAt"] >= instant).sum()),
        "pyarrow": sum(value.as_py() >= instant for value in pyarrow.parquet.read_table(path)["recordedAt"]),
    }


def sheets_in(folder):
    """How each workbook and each Parquet file reads: rows, kinds and confidences."""
    frames = {
        f"{table}.{ending}": read(folder / f"{table}.{ending}")
        for table in ("nodes", "edges", "figures")
        for ending, read in (("xlsx", pandas.read_excel), ("parquet", pandas.read_parquet))
    }
    return {
        name: {"rows": len(frame), "kinds": counted(frame["kind"]), "confidences": counted(frame["confidence"])}
        for name, frame in frames.items()
    }


def spans(graph):
    """The first and last days of the edges, where the format itself has them."""
    days = [(data.get("start"), data.get("end")) for _, _, data in graph.edges(data=True)]
    return {"started": sum(start is not None for start, _ in days), "ended": sum(end is not None for _, end in days)}


folder, code, since = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
gexf = networkx.read_gexf(folder / "graph.gexf")
report = Package(str(folder / "datapackage.json")).validate()
print(
    json.dumps(
        {
            "csv": summary(from_csv(folder), code),
            "graphml": summary(networkx.read_graphml(folder / "graph.graphml", force_multigraph=True), code),
            "gexf": {**summary(gexf, code), **spans(gexf)},
            "igraph": in_igraph(folder / "graph.graphml"),
            "codes": codes_in(folder),
            "instants": instants_in(str(folder / "edges.parquet"), since),
            "sheets": sheets_in(folder),
            "weights": counted(weight for _, _, weight in gexf.edges(data="weight")),
            "valid": report.valid,
            "problems": report.flatten(["name", "type", "message"]),
        }
    )
)
