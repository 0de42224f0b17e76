import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.plugins.Plugin;

/**
 * A real node of OpenSearch in a JVM of its own: run as a source file, since it needs classes and a
 * Java that the tests do not have. Ends when its standard input does.
 *
 * <p>Arguments: a folder, and settings as {@code name=value}.
 */
public final class OpenSearchServer {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Path config = Files.createDirectories(home.resolve("config"));
    Settings.Builder settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("cluster.name", "ringtail")
            .put("node.name", "ringtail")
            .put("discovery.type", "single-node")
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", "false");
    for (int i = 1; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    OpenSearchRunnerNode node =
        new OpenSearchRunnerNode(new Environment(settings.build(), config), List.of(netty()));
    node.start();
    System.out.println("STARTED");
    while (System.in.read() >= 0) {
      // Until whoever started it lets go.
    }
    node.close();
    System.exit(0);
  }

  private static Class<? extends Plugin> netty() throws ClassNotFoundException {
    try {
      return Class.forName("org.opensearch.transport.Netty4ModulePlugin").asSubclass(Plugin.class);
    } catch (ClassNotFoundException e) {
      // Its name in OpenSearch 2.
      return Class.forName("org.opensearch.transport.Netty4Plugin").asSubclass(Plugin.class);
    }
  }
}
