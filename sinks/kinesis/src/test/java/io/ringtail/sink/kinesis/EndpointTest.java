package io.ringtail.sink.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.testing.TestProperties;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.endpoints.KinesisEndpointProvider;

/** The SDK's own rules for Kinesis are the measure; we go without its module. */
class EndpointTest {
  @RegisterExtension private final TestProperties properties = new TestProperties();

  @Test
  void isThatOfTheSdkInEachRegion() {
    for (Region region : Region.regions()) {
      for (boolean fips : new boolean[] {false, true}) {
        for (boolean dualStack : new boolean[] {false, true}) {
          if (!region.isGlobalRegion() && !(dualStack && region.id().contains("-iso"))) {
            properties.set("aws.region", region.id());
            properties.set("aws.useFipsEndpoint", Boolean.toString(fips));
            properties.set("aws.useDualstackEndpoint", Boolean.toString(dualStack));

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
    properties.set("aws.region", "eu-west-1");
    properties.set("aws.endpointUrl", "http://127.0.0.1:1");
    properties.set("aws.endpointUrlKinesis", "http://127.0.0.1:2");

    assertThat(AwsEndpoint.resolve(KinesisSink.SERVICE).uri())
        .isEqualTo(URI.create("http://127.0.0.1:2"));
  }

  private static URI ofClient(Region region, boolean fips, boolean dualStack) {
    return KinesisEndpointProvider.defaultProvider()
        .resolveEndpoint(with -> with.region(region).useFips(fips).useDualStack(dualStack))
        .join()
        .url();
  }
}
