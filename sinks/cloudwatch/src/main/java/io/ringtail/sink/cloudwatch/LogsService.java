package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.sink.aws.AwsService;
import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.endpoints.CloudWatchLogsEndpointProvider;

/** What CloudWatch Logs is called, and where it is. */
final class LogsService {
  static final AwsService SERVICE =
      new AwsService("cloudwatch", "CloudWatch Logs", "logs", "Logs_20140328", 64 * 1024);

  private LogsService() {}

  /**
   * @throws IllegalStateException if the region or the endpoint is not known, with a message for
   *     people
   */
  static AwsEndpoint endpoint() {
    return AwsEndpoint.resolve(SERVICE, LogsService::byRules);
  }

  private static URI byRules(Region region, boolean fips, boolean dualStack) {
    return CloudWatchLogsEndpointProvider.defaultProvider()
        .resolveEndpoint(rules -> rules.region(region).useFips(fips).useDualStack(dualStack))
        .join()
        .url();
  }
}
