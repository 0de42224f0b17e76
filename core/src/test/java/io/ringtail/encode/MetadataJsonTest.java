package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.config.Format;
import io.ringtail.config.MetadataMode;
import io.ringtail.metadata.PodMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataJsonTest {
  @Test
  void writesTheFieldsOfFluentBitsFilter() {
    assertThat(MetadataJson.of(pod(Map.of()), MetadataMode.LEAN, Format.RINGTAIL))
        .isEqualTo(
            "{\"namespace_name\":\"shop\",\"pod_name\":\"cart-1\",\"container_name\":\"app\"}");
    assertThat(MetadataJson.of(pod(Map.of("app", "cart")), MetadataMode.FULL, Format.LOGSTASH))
        .isEqualTo(
            "{\"namespace_name\":\"shop\",\"pod_name\":\"cart-1\",\"container_name\":\"app\","
                + "\"pod_id\":\"uid\",\"host\":\"node-1\",\"pod_ip\":\"10.0.0.1\","
                + "\"labels\":{\"app\":\"cart\"},\"container_image\":\"cart:1\"}");
  }

  @Test
  void writesTheFieldsOfElastic() {
    assertThat(MetadataJson.of(pod(Map.of("app", "cart")), MetadataMode.FULL, Format.ECS))
        .isEqualTo(
            "{\"namespace\":\"shop\",\"pod\":{\"name\":\"cart-1\",\"uid\":\"uid\","
                + "\"ip\":\"10.0.0.1\"},\"container\":{\"name\":\"app\",\"image\":\"cart:1\"},"
                + "\"node\":{\"name\":\"node-1\"},\"labels\":{\"app\":\"cart\"}}");
  }

  @Test
  void keepsWhateverALabelHolds() throws Exception {
    String strange = "\"quoted\"\n\\ \u0001 ü 日本 😀" + "x".repeat(100_000);
    PodMetadata pod = pod(Map.of("a\"b", strange));

    JsonNode read =
        new ObjectMapper()
            .readTree(MetadataJson.of(pod, MetadataMode.FULL, Format.RINGTAIL))
            .path("labels")
            .path("a\"b");

    assertThat(read.asText()).isEqualTo(strange);
  }

  @Test
  void isEmptyWhereNothingIsToBeSent() {
    PodMetadata unknown =
        new PodMetadata(
            null, null, null, null, null, null, null, null, null, null, Map.of(), Map.of(), true);

    assertThat(MetadataJson.of(unknown, MetadataMode.FULL, Format.RINGTAIL)).isEmpty();
    assertThat(MetadataJson.of(pod(Map.of()), MetadataMode.NONE, Format.RINGTAIL)).isEmpty();
  }

  private static PodMetadata pod(Map<String, String> labels) {
    return new PodMetadata(
        "shop",
        "cart-1",
        "uid",
        "10.0.0.1",
        "node-1",
        "cart-1",
        "app",
        null,
        "cart:1",
        "local",
        labels,
        Map.of(),
        true);
  }
}
