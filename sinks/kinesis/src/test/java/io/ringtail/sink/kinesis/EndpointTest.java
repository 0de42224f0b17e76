package io.ringtail.sink.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.aws.AwsEndpoint;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.endpoints.KinesisEndpointProvider;

/** The SDK's own rules for Kinesis are the measure; we go without its module. */
class EndpointTest {
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
  void isThatOfTheSdkInEachRegion() {
    for (Region region : Region.regions()) {
      for (boolean fips : new boolean[] {false, true}) {
        for (boolean dualStack : new boolean[] {false, true}) {
          if (!region.isGlobalRegion() && !(dualStack && region.id().contains("-iso"))) {
            set("aws.region", region.id());
            set("aws.useFipsEndpoint", Boolean.toString(fips));
            set("aws.useDualstackEndpoint", Boolean.toString(dualStack));

            assertThat(AwsEndpoint.resolve(KinesisSink.SERVICE).uri())
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
    set("aws.endpointUrlKinesis", "http://127.0.0.1:2");

    assertThat(AwsEndpoint.resolve(KinesisSink.SERVICE).uri())
        .isEqualTo(URI.create("http://127.0.0.1:2"));
  }

  private static URI ofClient(Region region, boolean fips, boolean dualStack) {
    return KinesisEndpointProvider.defaultProvider()
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
