import java.nio.file.Path;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.server.CommunityBootstrapper;
import org.neo4j.server.NeoBootstrapper;

/**
 * Several Neo4j servers in one JVM, each started as Neo4j's own entry point starts one: `java Servers.java HOME PASSWORD …`.
 * The password becomes that of the user neo4j. Ends with what Neo4j answers where one does not start.
 */
class Servers {
  public static void main(String[] args) {
    for (int at = 0; at < args.length; at += 2) start(Path.of(args[at]), args[at + 1]);
  }

  private static void start(Path home, String password) {
    Path conf = home.resolve("conf");
    orEnd(AdminTool.execute(new ExecutionContext(home, conf), "dbms", "set-initial-password", password));
    orEnd(NeoBootstrapper.start(new CommunityBootstrapper(), "--home-dir=" + home, "--config-dir=" + conf));
  }

  private static void orEnd(int exitCode) {
    if (exitCode != 0) System.exit(exitCode);
  }
}
