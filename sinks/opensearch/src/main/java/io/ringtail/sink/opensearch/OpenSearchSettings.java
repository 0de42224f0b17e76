package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.config.NameTemplate;
import io.ringtail.config.Option;
import io.ringtail.config.OptionReader;
import io.ringtail.config.Parsed;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sink's options.
 *
 * @param hosts without a slash at their ends; empty where none is usable
 * @param index template of the name, its dates left open
 * @param dataStream whether that is a data stream's
 * @param template whether to install an index template
 * @param authorization the header of that name; null for none
 * @param awsService es or aoss; null where requests are not signed
 * @param caFile null: what the JVM trusts
 */
record OpenSearchSettings(
    List<URI> hosts,
    NameTemplate index,
    boolean dataStream,
    boolean template,
    @Nullable String authorization,
    @Nullable String awsService,
    @Nullable Path caFile,
    boolean gzip) {

  private static final NameTemplate DAILY = NameTemplate.of("ringtail-${date:yyyy.MM.dd}");
  private static final NameTemplate STREAM = NameTemplate.of("ringtail");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*}");
  private static final String SENDS_NOTHING = "nothing is sent to OpenSearch";
  private static final String NOBODY = "requests carry no credentials";

  /** What is wrong stands in the reader's problems. */
  static OpenSearchSettings read(OptionReader reader) {
    List<URI> hosts = hosts(reader);
    boolean dataStream = reader.bool(Option.OPENSEARCH_DATA_STREAM, false);
    NameTemplate index =
        reader.template(
            Option.OPENSEARCH_INDEX, dataStream ? STREAM : DAILY, OpenSearchSettings::loneBrace);
    boolean template = reader.bool(Option.OPENSEARCH_TEMPLATE, false);
    String authorization = authorization(reader);
    String awsService =
        reader.value(Option.OPENSEARCH_AWS_SERVICE, OpenSearchSettings::service, "not signing");
    if (awsService == null && authorization == null && !hosts.isEmpty()) {
      awsService = AwsLogin.serviceOf(hosts.get(0));
    }
    return new OpenSearchSettings(
        hosts,
        index.withOpenDates(),
        dataStream,
        template,
        authorization,
        "none".equals(awsService) ? null : awsService,
        reader.value(Option.OPENSEARCH_CA_FILE, OpenSearchSettings::path, "trusting the JVM's CAs"),
        reader.bool(Option.OPENSEARCH_GZIP, false));
  }

  private static @Nullable String loneBrace(String index) {
    String rest = PLACEHOLDER.matcher(index).replaceAll("");
    return rest.contains("{") || rest.contains("}")
        ? "a brace that belongs to no ${...}: is a $ missing? Legal is for example"
            + " logs-${namespace}-${date:yyyy.MM.dd}"
        : null;
  }

  Action action() {
    return dataStream ? Action.CREATE : Action.INDEX;
  }

  /** Serverless has fewer parameters, and no root page. */
  boolean isServerless() {
    return "aoss".equals(awsService);
  }

  private static List<URI> hosts(OptionReader reader) {
    String text = reader.required(Option.OPENSEARCH_URL, SENDS_NOTHING);
    List<URI> hosts =
        text == null
            ? null
            : reader.value(Option.OPENSEARCH_URL, OpenSearchSettings::urls, SENDS_NOTHING);
    return hosts == null ? List.of() : hosts;
  }

  static Parsed<List<URI>> urls(String text) {
    List<URI> urls = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        String problem = add(part.strip(), urls);
        if (problem != null) {
          wrong.add(problem);
        }
      }
    }
    if (urls.isEmpty() && wrong.isEmpty()) {
      wrong.add("no URL; legal is for example https://opensearch.logging:9200");
    }
    return wrong.isEmpty()
        ? Parsed.good(urls)
        : urls.isEmpty()
            ? new Parsed<>(null, wrong, null)
            : Parsed.mended(urls, wrong, "using " + urls);
  }

  private static @Nullable String add(String part, List<URI> urls) {
    try {
      URI uri = new URI(part.replaceAll("/+$", ""));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        return "no http or https URL among them: legal is for example"
            + " https://opensearch.logging:9200";
      }
      if (uri.getUserInfo() != null) {
        return "a user in the URL of "
            + uri.getHost()
            + ": set RINGTAIL_OPENSEARCH_USER and"
            + " RINGTAIL_OPENSEARCH_PASSWORD";
      }
      if (uri.getQuery() != null || uri.getFragment() != null) {
        return "a query in the URL of " + uri.getHost() + ": legal are host, port and path";
      }
      urls.add(uri);
      return null;
    } catch (URISyntaxException e) {
      return "no URL: " + e.getReason();
    }
  }

  private static @Nullable String authorization(OptionReader reader) {
    String key = reader.text(Option.OPENSEARCH_API_KEY);
    String user = reader.text(Option.OPENSEARCH_USER);
    String password = reader.text(Option.OPENSEARCH_PASSWORD);
    if (key != null) {
      // As the console shows it, or as `id:key`, which still is to be encoded.
      return "ApiKey " + (key.contains(":") ? base64(key) : key);
    }
    if (user != null && password == null) {
      reader.required(Option.OPENSEARCH_PASSWORD, NOBODY);
    }
    if (user == null && password != null) {
      reader.required(Option.OPENSEARCH_USER, NOBODY);
    }
    return user == null || password == null ? null : "Basic " + base64(user + ":" + password);
  }

  Map<String, String> loginHeaders() {
    return authorization == null ? Map.of() : Map.of("Authorization", authorization);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static Parsed<String> service(String text) {
    String service = text.strip().toLowerCase(Locale.ROOT);
    return List.of("es", "aoss", "none").contains(service)
        ? Parsed.good(service)
        : Parsed.bad("legal are es, aoss and none");
  }

  private static Parsed<Path> path(String text) {
    try {
      return Parsed.good(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      return Parsed.bad("no path: " + e.getReason());
    }
  }
}
