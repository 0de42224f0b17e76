package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.SdkClientException;
import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.slf4j.SLF4JSegmentListener;
import com.example.XRayProgram;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.io.TempDir;

/** The X-Ray SDK, which has its trace ids in Logback's MDC. */
final class XRayTest {
  @OnEachJdk
  void shipsTheTraceIdsThatTheProgramSees(Path jdk, @TempDir Path work) throws Exception {
    try (Destination destination = Destination.start()) {
      ChildProgram.Result result =
          ChildProgram.of(work, XRayProgram.class)
              .to(destination)
              .withFramework("logback-1.5.38")
              .withJarsOf(AWSXRay.class, SLF4JSegmentListener.class, SdkClientException.class)
              .withJarsOf(JsonFactory.class, JsonProperty.class, ObjectMapper.class)
              .withJarsOf(LogFactory.class)
              .on(jdk)
              .run();

      List<JsonNode> events =
          destination.loggedEvents().stream()
              .filter(event -> event.path("logger").asText().equals("com.example.XRay"))
              .toList();
      assertThat(events)
          .as(result.stderr())
          .extracting(event -> event.path("message").asText())
          .containsExactly("order 1 accepted", "between", "order 2 accepted");
      List<String> seen = result.stdout().lines().filter(line -> line.startsWith("1-")).toList();
      assertThat(seen).hasSize(2).doesNotHaveDuplicates();
      assertThat(events)
          .extracting(event -> event.at("/mdc/AWS-XRAY-TRACE-ID").asText())
          .containsExactly(seen.get(0), "", seen.get(1));
    }
  }
}
