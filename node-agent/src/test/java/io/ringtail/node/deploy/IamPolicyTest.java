package io.ringtail.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.node.config.Reading;
import io.ringtail.node.config.RouteConfig;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IamPolicyTest {
  @Test
  void allowsTheLogGroupsOfTheBuiltInConfigurationAndNoMore() throws IOException {
    JsonNode policy = new ObjectMapper().readTree(Deploy.text("iam/policy.json"));

    Set<String> actions = new TreeSet<>();
    Set<String> groups = new TreeSet<>();
    for (JsonNode statement : policy.get("Statement")) {
      statement.get("Action").forEach(action -> actions.add(action.asText()));
      statement
          .get("Resource")
          .forEach(resource -> groups.add(resource.asText().split(":", -1)[6]));
    }

    assertThat(actions)
        .containsExactly(
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "logs:PutRetentionPolicy");
    Set<String> used = new TreeSet<>();
    for (RouteConfig route : Reading.ofBuiltIn().config().routes()) {
      used.add(route.logGroup().replace("${cluster}", "CLUSTER_NAME"));
    }
    assertThat(groups).isEqualTo(used);
  }
}
