package io.ringtail.node.config;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.ringtail.config.Option;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The published schema says what the reader does. */
class SchemaTest {
  private static final Path EXAMPLES = Path.of("../docs/node-agent/examples");
  private static final Pattern LEGAL =
      Pattern.compile("no such option.*; legal are (.*); the file");

  private final JsonNode json = readSchema();
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(json);

  /** Each mapping of options: what leads to it with a key that is in none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|zz: 1",
        "/$defs/agent|agent: {zz: 1}",
        "/$defs/kubernetes|kubernetes: {zz: 1}",
        "/$defs/multilineRule|multiline: [{zz: 1}]",
        "/$defs/parser|parsers: [{zz: 1}]",
        "/$defs/containers|sources: [{type: containers, zz: 1}]",
        "/$defs/files|sources: [{type: files, zz: 1}]",
        "/$defs/journal|sources: [{type: journal, zz: 1}]",
        "/$defs/sink|sinks: [{type: stdout, zz: 1}]",
        "/$defs/selector|routes: [{when: {zz: 1}}]",
        "/$defs/route|routes: [{zz: 1}]",
        "/$defs/transform/oneOf/0|transforms: [{type: parse, zz: 1}]",
        "/$defs/transform/oneOf/1|transforms: [{type: rename, zz: 1}]",
        "/$defs/transform/oneOf/2|transforms: [{type: keep, zz: 1}]",
        "/$defs/transform/oneOf/3|transforms: [{type: remove, zz: 1}]",
        "/$defs/transform/oneOf/4|transforms: [{type: add, zz: 1}]",
        "/$defs/transform/oneOf/5|transforms: [{type: grep, zz: 1}]",
        "/$defs/transform/oneOf/6|transforms: [{type: redact, zz: 1}]",
        "/$defs/transform/oneOf/7|transforms: [{type: rate-limit, zz: 1}]",
        "/$defs/transform/oneOf/8|transforms: [{type: sample, zz: 1}]",
      })
  void hasTheKeysThatTheReaderKnows(String pointer, String yaml) {
    JsonNode object = pointer == null ? json : json.at(pointer);
    Set<String> inSchema = new TreeSet<>();
    object.get("properties").fieldNames().forEachRemaining(inSchema::add);

    assertThat(legalKeys(yaml)).isEqualTo(inSchema);
    assertThat(object.get("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void hasEveryTypeOfTransform() {
    assertThat(json.at("/$defs/transform/oneOf")).hasSize(TransformReader.Type.values().length);
    assertThat(json.at("/$defs/source/oneOf")).hasSize(SourceReader.Type.values().length);
  }

  @Test
  void hasEveryOptionOfASink() {
    String pattern = json.at("/$defs/sink/patternProperties").fieldNames().next();

    for (Option option : Option.values()) {
      if (option.scope() == Option.Scope.SINK && option != Option.SPOOL_DIR) {
        assertThat(option.yamlName()).matches(pattern);
      }
    }
  }

  @Test
  void acceptsTheBuiltInConfiguration() {
    assertThat(problems(ConfigText.builtIn().yaml())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void acceptsTheExamplesAsTheReaderDoes(Path example) throws IOException {
    String yaml = Files.readString(example);

    assertThat(problems(yaml)).isEmpty();
    assertThat(Reading.of(yaml).messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent: {http-port: '${env:PORT:-1}', create: '${env:X:-on}', http-server: off}",
        "agent: {buffer-bytes: 32MiB, max-deleted-bytes: 200Mi, linger-ms: 1}",
        "agent: {retention-days: 30, log-group: '${label:a}'}",
        "kubernetes: {from: none, metadata: lean, kubelet-url: 'https://[::1]:1'}",
        "multiline: [{name: a, start: x}]",
        "parsers: [{name: a, kind: regex, pattern: '(?<x>y)'}]",
        "routes: [{name: a, when: {streams: stderr, labels: {a: 1}}}]",
        "transforms: [{type: sample, keep-one-in: 3, when: {sources: [s]}}]",
      })
  void acceptsWhatTheReaderAccepts(String yaml) {
    String whole = "sources: [{name: s, type: containers}]\n" + yaml;

    assertThat(Reading.of(whole).messages()).isEmpty();
    assertThat(problems(whole)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent: {http-port: x}",
        "agent: {http-port: 99999}",
        "agent: {buffer-bytes: much}",
        "agent: {retention-days: 8}",
        "agent: {create: maybe}",
        "kubernetes: {from: me}",
        "kubernetes: [1]",
        "multiline: {a: b}",
        "parsers: [{name: a, kind: xml}]",
        "routes: [{}]",
        "routes: [{name: a, when: {streams: out}}]",
        "transforms: [{type: fold}]",
        "transforms: [{type: keep, names: {a: b}}]",
        "sources: [{name: a, type: files}]",
        "sources: [{name: a, type: files, include: x.log}]",
        "sources: [{name: a, type: journal, include: [/x]}]",
        "sources: [{name: a, type: journal, max-priority: 8}]",
        "x: 1",
      })
  void refusesWhatTheReaderRefuses(String yaml) {
    String whole =
        yaml.startsWith("sources") ? yaml : "sources: [{name: s, type: containers}]\n" + yaml;

    assertThat(Reading.of(whole).read().config()).isNull();
    assertThat(problems(whole)).isNotEmpty();
  }

  @Test
  void everyOptionIsInTheDocumentation() throws IOException {
    String docs = Files.readString(EXAMPLES.resolveSibling("configuration.md"));

    assertThat(json.findValues("properties"))
        .flatExtracting(properties -> List.copyOf(properties.properties()))
        .extracting(property -> ((Map.Entry<?, ?>) property).getKey().toString())
        .allSatisfy(key -> assertThat(docs).containsPattern("[` (]" + key + "[`:,]"));
  }

  @Test
  void everyReadyParserIsInTheDocumentation() throws IOException {
    String docs = Files.readString(EXAMPLES.resolveSibling("configuration.md"));

    assertThat(ReadyParsers.NAMES)
        .allSatisfy(name -> assertThat(docs).containsPattern("\\b" + name + "[,.]"));
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.toList();
    }
  }

  private Set<?> problems(String yaml) {
    // Not by Jackson: it does not follow anchors.
    Object tree = new Yaml().load(yaml);
    return schema.validate(new ObjectMapper().<JsonNode>valueToTree(tree));
  }

  private static Set<String> legalKeys(String yaml) {
    return Reading.of(yaml).messages().stream()
        .filter(message -> message.contains("zz"))
        .map(LEGAL::matcher)
        .filter(Matcher::find)
        .flatMap(matcher -> Stream.of(matcher.group(1).split(", ")))
        .collect(toCollection(TreeSet::new));
  }

  private static JsonNode readSchema() {
    try (InputStream in = SchemaTest.class.getResourceAsStream("configuration.schema.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
