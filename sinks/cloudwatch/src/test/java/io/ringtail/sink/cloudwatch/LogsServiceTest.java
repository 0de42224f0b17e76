package io.ringtail.sink.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.endpoints.CloudWatchLogsEndpointProvider;

class LogsServiceTest {
  private final Map<String, @Nullable String> before = new HashMap<>();

  @AfterEach
  void restore() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  @Test
  void honoursTheSwitchesForFipsAndDualStackInEachRegion() {
    for (Region region : Region.regions()) {
      for (boolean fips : new boolean[] {false, true}) {
        for (boolean dualStack : new boolean[] {false, true}) {
          // The isolated partitions have no dual-stack endpoints, and the SDK says so.
          if (!region.isGlobalRegion() && !(dualStack && region.id().contains("-iso"))) {
            set("aws.region", region.id());
            set("aws.useFipsEndpoint", Boolean.toString(fips));
            set("aws.useDualstackEndpoint", Boolean.toString(dualStack));

            assertThat(LogsService.endpoint().uri())
                .as("%s, FIPS %s, dual-stack %s", region, fips, dualStack)
                .isEqualTo(ofClient(region, fips, dualStack));
          }
        }
      }
    }
  }

  @Test
  void theServicesOwnOverrideIsBeforeTheGeneralOne() {
    set("aws.region", "eu-west-1");
    set("aws.endpointUrl", "http://127.0.0.1:1");
    assertThat(LogsService.endpoint().uri()).isEqualTo(URI.create("http://127.0.0.1:1"));

    set("aws.endpointUrlCloudWatchLogs", "http://127.0.0.1:2");
    assertThat(LogsService.endpoint().uri()).isEqualTo(URI.create("http://127.0.0.1:2"));
    assertThat(LogsService.endpoint().isLoopback()).isTrue();
  }

  @Test
  void aMissingRegionIsNamed() {
    set("aws.disableEc2Metadata", "true");
    set("aws.configFile", "/nonexistent");

    assertThatThrownBy(LogsService::endpoint).hasMessageContaining("set AWS_REGION");
  }

  private static URI ofClient(Region region, boolean fips, boolean dualStack) {
    return CloudWatchLogsEndpointProvider.defaultProvider()
        .resolveEndpoint(with -> with.region(region).useFips(fips).useDualStack(dualStack))
        .join()
        .url();
  }

  private void set(String name, String value) {
    String old = System.setProperty(name, value);
    if (!before.containsKey(name)) {
      before.put(name, old);
    }
  }
}
