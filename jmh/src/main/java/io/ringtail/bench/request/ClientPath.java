package io.ringtail.bench.request;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/**
 * The SDK's client, as one would write it: an InputLogEvent per record. Its HTTP client is the only
 * one on the class path, url-connection-client.
 */
final class ClientPath implements RequestPath {
  private static final String STREAM = "client";
  private static final int RECORDS_PER_MILLI = 20;

  private final CloudWatchLogsClient client;

  ClientPath(URI endpoint, String region) {
    client =
        CloudWatchLogsClient.builder().endpointOverride(endpoint).region(Region.of(region)).build();
    client.createLogStream(create -> create.logGroupName(GROUP).logStreamName(STREAM));
  }

  @Override
  public void send(RecordSource records, int count) {
    long startMillis = System.currentTimeMillis();
    List<InputLogEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      records.next();
      events.add(
          InputLogEvent.builder()
              .timestamp(startMillis + i / RECORDS_PER_MILLI)
              .message(records.text())
              .build());
    }
    PutLogEventsResponse response =
        client.putLogEvents(put -> put.logGroupName(GROUP).logStreamName(STREAM).logEvents(events));
    if (response.rejectedLogEventsInfo() != null) {
      throw new IllegalStateException(response.toString());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
