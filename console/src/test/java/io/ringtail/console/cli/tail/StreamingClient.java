package io.ringtail.console.cli.tail;

import java.net.URI;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;

/** The command's client for other tests. */
public final class StreamingClient {
  private StreamingClient() {}

  public static CloudWatchLogsAsyncClient of(URI endpoint) {
    return SdkClients.streaming(new LogsTarget(endpoint, false));
  }
}
