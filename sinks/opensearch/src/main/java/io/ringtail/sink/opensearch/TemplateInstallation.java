package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ringtail.config.NameTemplate;
import io.ringtail.sink.opensearch.ClusterApi.NoAnswerException;
import io.ringtail.sink.opensearch.Exchange.Answer;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Installs an index template for our documents where there is none of its name. One that is there
 * is never changed, whoever made it: a difference is told.
 *
 * <p>Threading: one thread.
 *
 * @see <a href="https://docs.opensearch.org/latest/im-plugin/index-templates/">Index templates</a>
 */
final class TemplateInstallation {
  /** Of `index-template.json`; higher with each change of it. */
  static final int VERSION = 1;

  private static final int NOT_FOUND = 404;
  private static final int LEAST_ERROR = 300;

  /** The stream is read to its end after us, so that its connection is used again. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private final ClusterApi api;
  private final OpenSearchSettings settings;
  private final Notices notices;
  private final String pattern;
  private final String name;

  TemplateInstallation(ClusterApi api, OpenSearchSettings settings, Notices notices) {
    this.api = api;
    this.settings = settings;
    this.notices = notices;
    this.pattern = pattern(settings.index());
    this.name = name(pattern);
  }

  /** All names that {@code index} may become: {@code logs-*-shop}. */
  static String pattern(NameTemplate index) {
    String stars = index.text().replaceAll("\\$?\\{[^}]*}", "*").replaceAll("\\*+", "*");
    StringBuilder legal = new StringBuilder();
    stars
        .toLowerCase(Locale.ROOT)
        .chars()
        .forEach(c -> legal.append(c == '*' || IndexName.isLegal(c) ? (char) c : '_'));
    return legal.toString();
  }

  /** Of the template, by what it is for, so that two services with names of their own can be. */
  static String name(String pattern) {
    return "ringtail." + pattern.replace("*", "").replaceAll("[-_.]+", "-").replaceAll("^-|-$", "");
  }

  /**
   * @throws NoAnswerException if the destination cannot be asked now
   */
  void run() throws NoAnswerException {
    if (pattern.startsWith("*")) {
      tell(
          Weight.WARNING,
          "RINGTAIL_OPENSEARCH_INDEX begins with a placeholder: a template for "
              + pattern
              + " would take in the indexes of others; none is installed");
      return;
    }
    Answer<Integer> there =
        api.call(Request.get("/_index_template/" + name), TemplateInstallation::version);
    Integer version = there.value();
    if (version != null) {
      compare(version);
    } else if (there.status() == NOT_FOUND) {
      install();
    } else {
      tell(
          Weight.WARNING, "whether it is there is not told: " + there.error().text(there.status()));
    }
  }

  private void compare(int version) {
    if (version != VERSION) {
      tell(
          Weight.WARNING,
          "is there as version "
              + version
              + " and stays so, while this Ringtail has version "
              + VERSION
              + "; to have that, delete the template and restart");
    }
  }

  private void install() throws NoAnswerException {
    Answer<ServerKind> root = api.call(Request.get("/"), ServerKind::read);
    ServerKind server = root.value() == null ? ServerKind.UNKNOWN : root.value();
    // `create`: of two that are at it, the second changes nothing.
    Answer<Boolean> answer =
        api.call(
            Request.put("/_index_template/" + name + "?create=true", new JsonBody(text(server))),
            in -> true);
    if (answer.status() < LEAST_ERROR) {
      tell(Weight.INFO, "version " + VERSION + " installed for " + pattern + " in " + server);
    } else if (!answer.error().says("already exists")) {
      tell(
          Weight.WARNING,
          "cannot be installed for "
              + pattern
              + ": "
              + answer.error().text(answer.status())
              + "; sending without it");
    }
  }

  private String text(ServerKind server) {
    try (InputStream in = TemplateInstallation.class.getResourceAsStream("index-template.json")) {
      if (in == null) {
        throw new IllegalStateException("index-template.json is not in the jar");
      }
      return new String(in.readAllBytes(), UTF_8)
          .replace("$PATTERN", pattern)
          .replace("$DATA_STREAM", settings.dataStream() ? "  \"data_stream\": {}," : "")
          .replace("$FLAT", server.flatType());
    } catch (IOException e) {
      throw new IllegalStateException("a resource of the jar cannot be read", e);
    }
  }

  /** Of {@code {"index_templates":[{"index_template":{"version":1}}]}}; 0 where it has none. */
  private static Integer version(InputStream body) throws IOException {
    int version = 0;
    try (JsonParser parser = JSON.createParser(body)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (depth == 4
            && token == JsonToken.VALUE_NUMBER_INT
            && "version".equals(parser.currentName())) {
          version = parser.getIntValue();
        }
      }
    }
    return version;
  }

  private void tell(Weight weight, String text) {
    notices.tell(weight, "opensearch template " + text, "index template " + name + ": " + text);
  }
}
