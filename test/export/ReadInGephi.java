import java.io.File;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Reads a file as Gephi does when it is opened, and prints as JSON what it found in it. */
public class ReadInGephi {
  public static void main(String[] arguments) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    ImportController files = Lookup.getDefault().lookup(ImportController.class);
    Container container = files.importFile(new File(arguments[0]));
    // Two facts of one kind between the same two are two edges.
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    int problems = 0;
    for (Iterator<Issue> issues = container.getReport().getIssues(1000); issues.hasNext(); ) {
      Issue issue = issues.next();
      System.err.println(issue.getLevel() + ": " + issue.getMessage());
      if (issue.getLevel().toInteger() >= Issue.Level.WARNING.toInteger()) problems++;
    }
    files.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());

    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
    DirectedGraph graph = model.getDirectedGraph();
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> standings = new TreeMap<>();
    for (Node node : graph.getNodes().toArray()) {
      kinds.merge(String.valueOf(node.getAttribute(titled(model.getNodeTable(), "kind"))), 1, Integer::sum);
      Object standing = node.getAttribute(titled(model.getNodeTable(), "standing"));
      if (standing != null) standings.merge(standing.toString(), 1, Integer::sum);
    }
    Map<String, Integer> ties = new TreeMap<>();
    double weight = 0;
    for (Edge edge : graph.getEdges().toArray()) {
      // GEXF has the kind of an edge as its type, GraphML as an attribute.
      Object type = edge.getTypeLabel();
      Object kind = type == null ? edge.getAttribute(titled(model.getEdgeTable(), "kind")) : type;
      ties.merge(String.valueOf(kind), 1, Integer::sum);
      weight += edge.getWeight();
    }
    Node one = graph.getNode(arguments[1]);
    System.out.println(
        String.format(
            "{\"nodes\": %d, \"edges\": %d, \"directed\": %b, \"weight\": %s, \"problems\": %d, \"label\": \"%s\","
                + " \"kinds\": %s, \"standings\": %s, \"ties\": %s}",
            graph.getNodeCount(), graph.getEdgeCount(), graph.isDirected(), weight, problems, one.getLabel(),
            json(kinds), json(standings), json(ties)));
    System.exit(0);
  }

  /** A column by what Gephi shows above it. */
  private static Column titled(Table table, String title) {
    for (Column column : table) if (column.getTitle().equals(title)) return column;
    throw new IllegalArgumentException("There is no column " + title);
  }

  private static String json(Map<String, Integer> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach((key, count) -> text.append(text.length() == 0 ? "" : ", ").append('"').append(key).append("\": ").append(count));
    return "{" + text + "}";
  }
}
