package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
  private static final String SOURCES = "sources: [{name: all, type: containers}]\n";
  private static final String GLOBS =
      "; legal is an absolute path, such as /var/log/containers/*.log, with * ? [abc] {a,b} and **"
          + " across directories";
  private static final String NOT_USED = "; the file is not used";

  @Test
  void tellsAllThatIsWrongWithItsLine() {
    List<String> messages =
        Reading.of(
                """
                agent:
                  lingerMs: 5
                  linger-ms: soon
                  buffer-bytes: 1k
                kubernetes: kubelet
                parsers:
                  - {name: p, kind: regx}
                  - {name: p, kind: json}
                sources:
                  - name: a
                    type: containers
                    include: [logs/*.log, "/var/log/[a"]
                    parser: ngnix
                    multiline: [auto]
                  - name: a
                    type: journal
                    max-priority: 9
                transforms:
                  - {type: grep, pattern: "(?=x)"}
                routes:
                  - name: r
                    when: {sources: [b]}
                    log-group: ${clustr}
                """)
            .messages();

    assertThat(messages)
        .containsExactly(
            "agent.yaml:2: error: agent.lingerMs: no such option (did you mean linger-ms?); legal"
                + " are cluster-name, host-name, http-server, http-port, log-root, state-dir,"
                + " buffer-bytes, linger-ms, shutdown-ms, max-deleted-bytes, dead-letter-dir,"
                + " dead-letter-bytes, create, retention-days, reload, sink, log-group, log-stream"
                + NOT_USED,
            "agent.yaml:3: error: agent.linger-ms=\"soon\": legal is a whole number of"
                + " milliseconds from 0 to 600000"
                + NOT_USED,
            "agent.yaml:4: error: agent.buffer-bytes=\"1k\": legal are 2MiB to 1GiB" + NOT_USED,
            "agent.yaml:5: error: kubernetes=\"kubelet\": a single value; legal is a mapping of"
                + " options"
                + NOT_USED,
            "agent.yaml:7: error: parsers[0].kind=\"regx\": legal are json, regex, logfmt, ltsv"
                + " (did you mean regex?)"
                + NOT_USED,
            "agent.yaml:8: error: parsers[1].name=\"p\": the parser in line 7 has this name, too"
                + NOT_USED,
            "agent.yaml:12: error: sources[0].include[0]=\"logs/*.log\": no pattern of files: it must"
                + " begin with / and end with the name of a file"
                + GLOBS
                + NOT_USED,
            "agent.yaml:12: error: sources[0].include[1]=\"/var/log/[a\": no pattern of files: in"
                + " '[a': Missing '], and no {a,b} may hold a /"
                + GLOBS
                + NOT_USED,
            "agent.yaml:13: error: sources[0].parser=\"ngnix\": no such parser (did you mean"
                + " nginx?); legal are "
                + "p, "
                + String.join(", ", ReadyParsers.NAMES)
                + NOT_USED,
            "agent.yaml:14: error: sources[0].multiline: a list; legal is a single value"
                + NOT_USED,
            "agent.yaml:15: error: sources[1].name=\"a\": the source in line 10 has this name, too"
                + NOT_USED,
            "agent.yaml:17: error: sources[1].max-priority=\"9\": legal is a whole number from 0"
                + " to 7"
                + NOT_USED,
            "agent.yaml:19: error: transforms[0].pattern=\"(?=x)\": no regular expression of RE2:"
                + " error parsing regexp: invalid or unsupported Perl syntax: `(?=`; RE2 has no"
                + " look-around and no back references"
                + NOT_USED,
            "agent.yaml:22: error: routes[0].when.sources[0]=\"b\": matches no source (did you mean a?); there are"
                + " a"
                + NOT_USED,
            "agent.yaml:23: error: routes[0].log-group=\"${clustr}\": unknown placeholder"
                + " ${clustr} (did you mean ${cluster}?); legal are ${cluster} ${namespace} ${pod}"
                + " ${podUid} ${container} ${node} ${host} ${pid} ${tag} ${source} ${stream}"
                + " ${unit} ${label:KEY} ${env:NAME} ${date:PATTERN}"
                + NOT_USED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|1: error: sources: missing; there is nothing to read",
        "sources: [{type: files, include: /x}]|1: error: sources[0].name: missing",
        "sources: [{name: a}]|1: error: sources[0].type: missing",
        "sources: [{name: a, type: pods}]|sources[0].type=\"pods\": legal are containers, files",
        "sources: [{name: a, type: files}]|sources[0].include: missing",
        "sources: [a]|sources[0]=\"a\": a single value; legal is a mapping of options",
        "sources: {a: b}|sources: a mapping; legal is a list",
        "parsers: [{name: a, kind: regex}]|parsers[0].pattern: missing; kind regex needs it",
        "parsers: [{name: a, kind: json, pattern: x}]|legal with kind regex only",
        "parsers: [{name: a, kind: json, types: {b: float}}]|types: legal with kind regex, logfmt and",
        "parsers: [{name: a, kind: ltsv, types: {b: double}}]|parsers[0].types.b=\"double\": legal are",
        "parsers: [{name: a, kind: regex, pattern: x}]|no named group",
        "parsers: [{name: a, kind: json, time-key: t}]|time-format: missing; time-key needs it",
        "parsers: [{name: a, kind: json, time-format: '%s'}]|time-key: missing",
        "parsers: [{name: a, kind: json, time-key: t, time-format: '%Q'}]|%Q is not known",
        "multiline: [{name: a}]|multiline[0].start: missing; legal is start, next or both",
        "multiline: [{name: auto, start: x}]|there is a ready multiline rule of this name",
        "transforms: [{type: redact}]|ready: missing; legal is ready, patterns or both",
        "transforms: [{type: rename}]|names: missing",
        "transforms: [{type: sample, keep-one-in: 0}]|legal is a whole number from 1",
        "transforms: [{type: rate-limit, entries-per-second: -1}]|legal is a number above 0",
        "transforms: [{type: keep, fields: a, names: b}]|transforms[0].names: no such option",
        "routes: [{name: unrouted}]|there is a ready route of this name",
        "routes: [{name: r, when: {streams: [out]}}]|legal are stdout, stderr (did you mean stdout?)",
        "agent: {http-port: 99999}|legal is a whole number from 0 to 65535",
        "agent: {retention-days: 8}|legal numbers of days are 1, 3, 5",
        "agent: {state-dir: state}|legal is an absolute path",
        "kubernetes: {kubelet-url: node}|legal is a URL such as",
        "kubernetes: {from: kublet}|legal are kubelet, api-server, none (did you mean kubelet?)",
        "agent: [1]|2: error: agent: a list; legal is a mapping of options",
        "source: []|source: no such option (did you mean sources?)",
      })
  void saysWhatIsLegal(String yaml, String message) {
    String text = yaml.startsWith("sources") || yaml.isEmpty() ? yaml : SOURCES + yaml;

    ConfigReading reading = Reading.of(text).read();

    assertThat(reading.config()).isNull();
    assertThat(reading.problems())
        .anySatisfy(problem -> assertThat(problem.message()).contains(message));
  }

  @Test
  void prioritiesThatCrossAreTold() {
    String yaml = "sources: [{name: j, type: journal, min-priority: 5, max-priority: 2}]";

    assertThat(Reading.of(yaml).messages())
        .singleElement()
        .asString()
        .contains("sources[0].min-priority=\"5\": above max-priority, 2");
  }

  @Test
  void aRouteThatIsNeverReachedIsAWarning() {
    Reading reading =
        Reading.of(
            SOURCES
                + """
                routes:
                  - {name: shop, when: {namespaces: [shop]}}
                  - {name: shop-again, when: {namespaces: [shop]}}
                  - {name: rest}
                  - name: late
                    when: {namespaces: [x]}
                """);

    assertThat(reading.messages())
        .containsExactly(
            "agent.yaml:4: warning: routes[1].name=\"shop-again\": never reached: the route shop"
                + " before it takes all that it could; nothing goes to shop-again",
            "agent.yaml:6: warning: routes[3].name=\"late\": never reached: the route rest before"
                + " it takes all that it could; nothing goes to late");
    assertThat(reading.configDespiteWarnings().routes()).hasSize(4);
  }
}
