package io.ringtail.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.Level;
import io.ringtail.node.http.AgentSnapshot.LogStatus;
import io.ringtail.node.http.AgentSnapshot.SourceStatus;
import io.ringtail.telemetry.DropReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3";
  private static final String CART =
      "{container=\"app\",namespace=\"shop\",pod=\"cart\",source=\"application\"}";

  private final SteeredStatus status = new SteeredStatus();
  private final MetricsPage page = new MetricsPage(status, new Checks(status, status.clock));

  @Test
  void everyMetricHasHelpTypeAndAConventionalName() {
    status.logs = List.of(SteeredStatus.log("cart", 10, 9, 8, 1));
    status.sources = List.of(new SourceStatus("application", 1, 9, 2, 1, null));

    ScrapedText scraped = scrape();

    assertThat(scraped.types.keySet()).isEqualTo(scraped.helps.keySet()).hasSizeGreaterThan(30);
    assertThat(scraped.types)
        .allSatisfy(
            (name, type) -> {
              assertThat(name).matches("(ringtail|process|jvm)_[a-z_]+");
              assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
              assertThat(name).doesNotContain("millis", "_ms", "kilo", "mega", "_kb", "_mb");
              assertThat(type).isIn("counter", "gauge");
            });
    assertThat(scraped.helps.values()).allMatch(help -> help.endsWith("."));
    assertThat(scraped.samples.values()).allMatch(value -> value >= 0);
  }

  @Test
  void tellsOfEachContainer() {
    status.logs = List.of(SteeredStatus.log("cart", 1_000, 900, 700, 100));

    ScrapedText scraped = scrape();

    assertThat(scraped.value("ringtail_log_written_bytes_total" + CART)).isEqualTo(1_000);
    assertThat(scraped.value("ringtail_log_read_bytes_total" + CART)).isEqualTo(900);
    assertThat(scraped.value("ringtail_log_acknowledged_bytes_total" + CART)).isEqualTo(700);
    assertThat(scraped.value("ringtail_log_lost_bytes_total" + CART)).isEqualTo(100);
    assertThat(scraped.value("ringtail_log_lag_bytes" + CART)).isEqualTo(200);
    assertThat(scraped.value("ringtail_log_lag_seconds" + CART)).isEqualTo(1.25);
  }

  @Test
  void aContainersRowsGoWithItsLog() {
    status.logs = List.of(SteeredStatus.log("cart", 10, 9, 8, 1));
    assertThat(scrape().samples).containsKey("ringtail_log_lag_bytes" + CART);

    status.logs = List.of();
    assertThat(scrape().samples.keySet()).noneMatch(sample -> sample.startsWith("ringtail_log_"));
  }

  @Test
  void twoLogsOfOneContainerAreOneRow() {
    LogStatus before = SteeredStatus.log("cart", 1_000, 1_000, 900, 50);
    LogStatus after =
        new LogStatus("application", "1.log", "shop", "cart", "app", 10, 5, 5, 0, 7, 3, true, null);
    status.logs = List.of(before, after);

    ScrapedText scraped = scrape();

    assertThat(scraped.value("ringtail_log_written_bytes_total" + CART)).isEqualTo(1_010);
    assertThat(scraped.value("ringtail_log_lag_seconds" + CART)).isEqualTo(7);
    assertThat(scraped.value("ringtail_log_stuck" + CART)).isEqualTo(1);
    assertThat(scraped.value("ringtail_log_held_bytes" + CART)).isEqualTo(3);
  }

  @Test
  void namesThatNeedEscapingAreEscaped() {
    status.sources = List.of(new SourceStatus("a\"b\\c\nd", 1, 2, 3, 4, null));

    assertThat(scrape().value("ringtail_source_logs{source=\"a\\\"b\\\\c\\nd\"}")).isEqualTo(1);
  }

  @Test
  void countsRecordsRequestsAndEveryReason() {
    status.telemetry.countCaptured();
    status.telemetry.countCaptured();
    status.telemetry.countCaptured();
    status.telemetry.countDelivered(2);
    status.telemetry.losses().drop(DropReason.TOO_OLD, Level.INFO, 0);
    status.telemetry.countSend(500);
    status.telemetry.countRetry();
    status.telemetry.countThrottle();

    ScrapedText scraped = scrape();

    assertThat(scraped.value("ringtail_records_captured_total{sink=\"cloudwatch\"}")).isEqualTo(3);
    assertThat(scraped.value("ringtail_records_delivered_total{sink=\"cloudwatch\"}")).isEqualTo(2);
    assertThat(
            scraped.value("ringtail_records_dropped_total{reason=\"too_old\",sink=\"cloudwatch\"}"))
        .isEqualTo(1);
    assertThat(scraped.value("ringtail_sent_bytes_total{sink=\"cloudwatch\"}")).isEqualTo(500);
    assertThat(scraped.value("ringtail_sent_requests_total{sink=\"cloudwatch\"}")).isEqualTo(1);
    assertThat(scraped.value("ringtail_send_retries_total{sink=\"cloudwatch\"}")).isEqualTo(1);
    assertThat(scraped.value("ringtail_send_throttles_total{sink=\"cloudwatch\"}")).isEqualTo(1);
    for (DropReason reason : DropReason.values()) {
      assertThat(scraped.samples)
          .containsKey(
              "ringtail_records_dropped_total{reason=\""
                  + reason.label()
                  + "\",sink=\"cloudwatch\"}");
    }
  }

  @Test
  void measuresTheProcess() {
    ScrapedText scraped = scrape();

    assertThat(scraped.value("process_cpu_seconds_total")).isPositive();
    assertThat(scraped.value("process_resident_memory_bytes")).isGreaterThan(10 << 20);
    assertThat(scraped.value("process_open_fds")).isPositive();
    assertThat(scraped.value("jvm_memory_used_bytes{area=\"heap\"}"))
        .isBetween(1.0, (double) Runtime.getRuntime().maxMemory());
    assertThat(scraped.value("ringtail_buffer_used_bytes")).isEqualTo(1_000);
    assertThat(scraped.value("ringtail_build_info{version=\"1.2.3\"}")).isEqualTo(1);
  }

  @Test
  void speaksOpenMetricsWhereItIsAskedFor() {
    HttpReply reply = page.page(OPEN_METRICS);

    assertThat(reply.contentType()).startsWith("application/openmetrics-text");
    assertThat(text(reply)).endsWith("# EOF\n").contains("# TYPE ringtail_sent_bytes counter");
    assertThat(page.page("").contentType()).startsWith("text/plain; version=0.0.4");
    assertThat(page.page("*/*").contentType()).startsWith("text/plain; version=0.0.4");
  }

  private ScrapedText scrape() {
    return ScrapedText.parse(text(page.page("text/plain")));
  }

  private static String text(HttpReply reply) {
    return StandardCharsets.UTF_8.decode(reply.body().duplicate()).toString();
  }
}
