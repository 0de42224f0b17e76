package io.ringtail.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.ringtail.dashboards.insights.InsightsException;
import io.ringtail.dashboards.insights.InsightsQuery;
import io.ringtail.dashboards.insights.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SavedQueriesTest {

  static List<SavedQuery> queries() throws IOException {
    return DashboardFile.queries();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryIsValidKnowsItsFieldsAndFindsSomethingInWhatWeSend(SavedQuery query)
      throws Exception {
    List<Row> found = InsightsQuery.parse(query.text()).run(RealRecords.get().events);

    assertThat(found).as(query.name()).isNotEmpty();
    assertThat(InsightsQuery.parse(query.onOneLine()).run(RealRecords.get().events))
        .isEqualTo(found);
  }

  @Test
  void theReadmeNamesEveryQuery() throws Exception {
    for (SavedQuery query : DashboardFile.queries()) {
      assertThat(DashboardFile.text("README.md")).contains("(queries/" + query.name() + ".query)");
    }
  }

  @Test
  void errorsAreFoundInProgramsAndInContainersOfOtherLanguages() throws Exception {
    List<Row> found = run("errors-by-namespace");

    assertThat(found)
        .extracting(row -> row.get("kubernetes.namespace_name"), row -> row.get("errors"))
        .containsExactly(tuple("shop", 2.0), tuple("edge", 1.0));
  }

  @Test
  void tracesOfOneKindAreOneLineWhateverTheMessage() throws Exception {
    List<Row> found = run("stack-traces-by-hash");

    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("times")).isEqualTo(2.0);
    assertThat(found.get(0).get("class")).isEqualTo("java.io.IOException");
    assertThat(found.get(0).get("text")).isEqualTo("reset 20");
    assertThat(String.valueOf(found.get(0).get("stack")))
        .startsWith("java.io.IOException: reset 20\n");
  }

  @Test
  void aGapIsAsWideAsWhatWasLost() throws Exception {
    // The event that was too old had a number, and did not arrive.
    assertThat(run("gaps-in-seq").get(0).get("missing")).isEqualTo(1.0);

    List<Row> fewer = new ArrayList<>(RealRecords.get().events);
    fewer.removeIf(row -> row.number("seq") >= 5 && row.number("seq") < 8);
    InsightsQuery query = InsightsQuery.parse(DashboardFile.query("gaps-in-seq").text());
    assertThat(query.run(fewer).get(0).get("missing")).isEqualTo(4.0);
  }

  @Test
  void theLossIsToldWithItsSize() throws Exception {
    assertThat(run("losses-told")).extracting(row -> row.get("kv.lost")).containsExactly(1.0);
  }

  @Test
  void requestsOfOneKindAreOneEndpoint() throws Exception {
    List<Row> found = run("slowest-endpoints");

    assertThat(found)
        .extracting(row -> row.get("endpoint"))
        .containsExactly("/orders", "/products");
    assertThat(found.get(0).get("requests")).isEqualTo(10.0);
    assertThat(found.get(0).get("maxMillis")).isEqualTo(30.0);
  }

  @Test
  void theCostIsThatOfTheBytesThatAreBilled() throws Exception {
    List<Row> events = RealRecords.get().events;
    double bytes =
        events.stream().mapToDouble(row -> String.valueOf(row.get("@message")).length() + 26).sum();

    List<Row> found = run("cost-by-pod");

    assertThat(found.stream().mapToDouble(row -> row.number("bytes")).sum()).isEqualTo(bytes);
    assertThat(found.stream().mapToDouble(row -> row.number("dollars")).sum())
        .isCloseTo(bytes / (2.0 * (1 << 30)), within(1e-9));
  }

  @Test
  void aFieldThatWeDoNotSendIsFoundOut() throws Exception {
    List<Row> events = RealRecords.get().events;

    assertThatThrownBy(() -> InsightsQuery.parse("filter kubernetes.podName = \"a\"").run(events))
        .isInstanceOf(InsightsException.class)
        .hasMessageContaining("kubernetes.podName");
    assertThatThrownBy(
            () -> InsightsQuery.parse("stats count(*) as n by level | sort seq").run(events))
        .hasMessageContaining("seq");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields @timestamp | limits 3",
        "stats count(*)",
        "filter level = ERROR\"",
        "filter level like \"x\"",
        "stats sum() as n",
        "stats count(*) as n by bin(5)",
        "stats count(*) as n | stats max(n) as m",
        "parse message /no group/",
        "sort @timestamp desc | limit 20000",
        "filter (a = 1",
      })
  void whatLogsInsightsWouldRefuseIsRefused(String query) {
    assertThatThrownBy(() -> InsightsQuery.parse(query)).isInstanceOf(InsightsException.class);
  }

  private static List<Row> run(String name) throws Exception {
    return InsightsQuery.parse(DashboardFile.query(name).text()).run(RealRecords.get().events);
  }
}
