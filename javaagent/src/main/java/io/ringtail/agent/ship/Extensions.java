package io.ringtail.agent.ship;

import io.ringtail.sink.SinkCatalog;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The jars of RINGTAIL_EXTENSIONS, a folder or a single jar: sinks that the agent's own jar does
 * not have.
 *
 * <p>They see the agent's classes before their own, and nothing of the program: two copies of core
 * would not know each other's sinks.
 */
final class Extensions {
  private Extensions() {}

  /**
   * Those sinks and our own.
   *
   * @param problems takes what is wrong with the option, a line each
   */
  static SinkCatalog in(String path, ClassLoader agent, List<String> problems) {
    URL[] jars = jars(new File(path.trim()), problems);
    return jars.length == 0
        ? OwnSinks.in(agent)
        : SinkCatalog.load(new URLClassLoader(jars, agent));
  }

  private static URL[] jars(File place, List<String> problems) {
    File[] files = place.isFile() ? new File[] {place} : place.listFiles();
    List<URL> jars = new ArrayList<>();
    if (files != null) {
      // By name: what is found twice is the same in each start.
      Arrays.sort(files);
      for (File file : files) {
        add(file, jars, problems);
      }
    }
    if (jars.isEmpty()) {
      String wrong = place.exists() ? "no jar is in it" : "no such folder or jar, or not readable";
      problems.add("RINGTAIL_EXTENSIONS=\"" + place + "\": " + wrong + "; going on without");
    }
    return jars.toArray(new URL[0]);
  }

  private static void add(File file, List<URL> jars, List<String> problems) {
    if (!file.getName().endsWith(".jar")) {
      return;
    }
    try {
      if (file.canRead()) {
        jars.add(file.toURI().toURL());
        return;
      }
    } catch (MalformedURLException e) {
      // Told below.
    }
    problems.add("RINGTAIL_EXTENSIONS: " + file + " cannot be read; going on without it");
  }
}
