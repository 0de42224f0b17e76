package io.ringtail.node.config;

import io.ringtail.config.Option;
import io.ringtail.config.SinkSettings;
import io.ringtail.config.Values;
import io.ringtail.metadata.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code sinks}, and which of them RINGTAIL_SINK, or {@code agent.sink}, asks for. */
final class SinksReader {
  private static final List<String> DEFAULT = List.of("cloudwatch");

  /** The one option of a sink that is not named after it. */
  private static final String SPOOL_DIR = Option.SPOOL_DIR.yamlName();

  private final Environment environment;
  private final Path stateDir;
  private final Map<String, SinkConfig> defined = new LinkedHashMap<>();

  /**
   * @param stateDir where a sink keeps what it needs to, unless it is told otherwise
   */
  SinksReader(Environment environment, Path stateDir) {
    this.environment = environment;
    this.stateDir = stateDir;
  }

  /**
   * @param asked the names that are asked for; null: all that are defined
   */
  List<SinkConfig> read(List<Section> sections, @Nullable List<String> asked) {
    sections.forEach(this::define);
    List<String> names =
        asked != null ? asked : defined.isEmpty() ? DEFAULT : List.copyOf(defined.keySet());
    List<SinkConfig> sinks = new ArrayList<>();
    for (String name : names) {
      SinkConfig sink = defined.get(name);
      sinks.add(sink == null ? new SinkConfig(name, name, true, settings(name, Map.of())) : sink);
    }
    return sinks;
  }

  private void define(Section section) {
    String type = section.value("type", Values::sink);
    String name = section.value("name", Values::sink);
    boolean required = section.value("required", Values::bool, true);
    if (type == null && name == null) {
      section.error("type", "missing; legal is the name of a sink, such as cloudwatch or s3");
      return;
    }
    String kind = type == null ? String.valueOf(name) : type;
    String called = name == null ? kind : name;
    Map<String, String> options = options(section, kind);
    section.end();
    SinkConfig sink = new SinkConfig(called, kind, required, settings(called, options));
    if (defined.putIfAbsent(called, sink) != null) {
      section.error(name == null ? "type" : "name", "another sink has the name " + called);
    }
  }

  private static Map<String, String> options(Section section, String kind) {
    Map<String, String> options = new HashMap<>();
    for (Option option : Option.values()) {
      String key = option.yamlName();
      if (option.scope() == Option.Scope.SINK
          && (key.startsWith(kind + "-") || key.equals(SPOOL_DIR))) {
        String text = section.raw(key);
        if (text != null) {
          options.put(key, text);
        }
      }
    }
    return options;
  }

  private SinkSettings settings(String name, Map<String, String> given) {
    return settings(name, given, stateDir, environment.surroundings());
  }

  /**
   * @param name of the sink: what it keeps is kept in a directory of this name
   * @param given by the file
   */
  static SinkSettings settings(
      String name, Map<String, String> given, Path stateDir, Surroundings surroundings) {
    Map<String, String> options = new HashMap<>(given);
    options.putIfAbsent(SPOOL_DIR, stateDir.resolve("spool").resolve(name).toString());
    return SinkSettings.ofYaml(surroundings, options, RouteConfig.PLACEHOLDERS);
  }
}
