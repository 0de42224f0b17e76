package io.ringtail.sink.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.testing.TestProperties;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.endpoints.CloudWatchLogsEndpointProvider;

class LogsServiceTest {
  @RegisterExtension private final TestProperties properties = new TestProperties();

  @Test
  void honoursTheSwitchesForFipsAndDualStackInEachRegion() {
    for (Region region : Region.regions()) {
      for (boolean fips : new boolean[] {false, true}) {
        for (boolean dualStack : new boolean[] {false, true}) {
          // The isolated partitions have no dual-stack endpoints, and the SDK says so.
          if (!region.isGlobalRegion() && !(dualStack && region.id().contains("-iso"))) {
            properties.set("aws.region", region.id());
            properties.set("aws.useFipsEndpoint", Boolean.toString(fips));
            properties.set("aws.useDualstackEndpoint", Boolean.toString(dualStack));

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
    properties.set("aws.region", "eu-west-1");
    properties.set("aws.endpointUrl", "http://127.0.0.1:1");
    assertThat(LogsService.endpoint().uri()).isEqualTo(URI.create("http://127.0.0.1:1"));

    properties.set("aws.endpointUrlCloudWatchLogs", "http://127.0.0.1:2");
    assertThat(LogsService.endpoint().uri()).isEqualTo(URI.create("http://127.0.0.1:2"));
    assertThat(LogsService.endpoint().isLoopback()).isTrue();
  }

  @Test
  void aMissingRegionIsNamed() {
    properties.set("aws.disableEc2Metadata", "true");
    properties.set("aws.configFile", "/nonexistent");

    assertThatThrownBy(LogsService::endpoint).hasMessageContaining("set AWS_REGION");
  }

  private static URI ofClient(Region region, boolean fips, boolean dualStack) {
    return CloudWatchLogsEndpointProvider.defaultProvider()
        .resolveEndpoint(with -> with.region(region).useFips(fips).useDualStack(dualStack))
        .join()
        .url();
  }
}
