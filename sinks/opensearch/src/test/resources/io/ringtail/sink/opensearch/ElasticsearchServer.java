import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.Build;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginBundle;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * A real node of Elasticsearch 8 or 9 in a JVM of its own: run as a source file, since it needs classes and
 * a Java that the tests do not have. Ends when its standard input does.
 *
 * <p>Of its modules it has what Maven Central has: netty. So there is no root page ({@code rest-root})
 * and no API to look at data streams.
 *
 * <p>Arguments: a folder, and settings as {@code name=value}. System property: the jars of the
 * module, which must not be on the class path as well.
 */
public final class ElasticsearchServer {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Path config = Files.createDirectories(home.resolve("config"));
    Path modules = home.resolve("modules");
    install(Files.createDirectories(modules.resolve("transport-netty4")));
    Settings.Builder settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("cluster.name", "ringtail")
            .put("node.name", "ringtail")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", "false");
    for (int i = 1; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    LogConfigurator.configureESLogging();
    PluginsLoader plugins =
        PluginsLoader.createPluginsLoader(bundles(modules), Set.of(), Map.of(), false);
    Node node = new Node(new Environment(settings.build(), config), plugins);
    node.start();
    System.out.println("STARTED");
    while (System.in.read() >= 0) {
      // Until whoever started it lets go.
    }
    node.close();
    System.exit(0);
  }

  /** Version 8 takes the folder alone, version 9 also a switch. */
  @SuppressWarnings("unchecked")
  private static Set<PluginBundle> bundles(Path modules) throws Exception {
    for (Method method : PluginsLoader.class.getMethods()) {
      if (method.getName().equals("loadModulesBundles")) {
        return (Set<PluginBundle>)
            (method.getParameterCount() == 1
                ? method.invoke(null, modules)
                : method.invoke(null, modules, false));
      }
    }
    throw new NoSuchMethodException("loadModulesBundles");
  }

  /** As the distribution's build does it. */
  private static void install(Path module) throws Exception {
    for (String jar : System.getProperty("modules").split(File.pathSeparator)) {
      Path path = Path.of(jar);
      Files.copy(
          path, module.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    String version = Build.current().version();
    Files.writeString(
        module.resolve("plugin-descriptor.properties"),
        """
        name=transport-netty4
        description=HTTP and transport
        version=%s
        elasticsearch.version=%s
        java.version=17
        classname=org.elasticsearch.transport.netty4.Netty4Plugin
        """
            .formatted(version, version));
  }
}
