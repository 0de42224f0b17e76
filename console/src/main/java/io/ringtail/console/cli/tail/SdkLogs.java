package io.ringtail.console.cli.tail;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The operations by the AWS SDK. */
final class SdkLogs implements LogsApi {
  private static final int SERVER_ERROR = 500;

  /** As the SDK's only sign of it. */
  private static final String NOT_UNDERSTOOD = "Unable to unmarshall response";

  private static final Set<String> THROTTLES =
      Set.of(
          "ThrottlingException",
          "Throttling",
          "LimitExceededException",
          "TooManyRequestsException");

  private final CloudWatchLogsClient client;
  private final @Nullable String filterPattern;

  SdkLogs(CloudWatchLogsClient client, @Nullable String filterPattern) {
    this.client = client;
    this.filterPattern = filterPattern;
  }

  @Override
  public Page filter(String group, long startMillis, @Nullable String token) throws ServiceProblem {
    FilterLogEventsResponse response =
        call(
            () ->
                client.filterLogEvents(
                    request ->
                        request
                            .logGroupName(group)
                            .startTime(Math.max(0, startMillis))
                            .filterPattern(filterPattern)
                            .nextToken(token)));
    List<ArrivedEvent> events = new ArrayList<>(response.events().size());
    for (FilteredLogEvent event : response.events()) {
      events.add(
          new ArrivedEvent(
              event.eventId(),
              group,
              event.logStreamName(),
              event.timestamp(),
              event.ingestionTime(),
              event.message()));
    }
    return new Page(events, response.nextToken());
  }

  @Override
  public List<Group> groups(String prefix) throws ServiceProblem {
    List<Group> groups = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      DescribeLogGroupsResponse response =
          call(
              () ->
                  client.describeLogGroups(
                      request ->
                          request
                              .logGroupNamePrefix(prefix.isEmpty() ? null : prefix)
                              .nextToken(next)));
      response
          .logGroups()
          .forEach(
              group ->
                  groups.add(
                      new Group(
                          group.logGroupName(),
                          group.logGroupArn() == null
                              ? group.logGroupName()
                              : group.logGroupArn())));
      token = response.nextToken();
    } while (token != null);
    return groups;
  }

  private static <T> T call(Supplier<T> request) throws ServiceProblem {
    try {
      return request.get();
    } catch (AwsServiceException | SdkClientException e) {
      throw problem(e);
    }
  }

  /** Of a failed request; throws on where the failure is that we are being stopped. */
  static ServiceProblem problem(RuntimeException failure) {
    if (failure instanceof AbortedException) {
      throw failure;
    }
    String message = String.valueOf(failure.getMessage());
    ServiceProblem.Kind kind = ServiceProblem.Kind.REFUSED;
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      String code = String.valueOf(service.awsErrorDetails().errorCode());
      message = code + ": " + service.awsErrorDetails().errorMessage();
      if (THROTTLES.contains(code) || service.isThrottlingException()) {
        kind = ServiceProblem.Kind.THROTTLED;
      } else if (service.statusCode() >= SERVER_ERROR) {
        kind = ServiceProblem.Kind.UNAVAILABLE;
      } else if (code.equals("ResourceNotFoundException")) {
        kind = ServiceProblem.Kind.GONE;
      }
    } else if (message.startsWith(NOT_UNDERSTOOD)) {
      message = "does not answer as CloudWatch Logs does: is it a console?";
    } else if (isOfTheNetwork(failure)) {
      kind = ServiceProblem.Kind.UNAVAILABLE;
    }
    return new ServiceProblem(kind, message, failure);
  }

  static boolean isRefusedConnection(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheNetwork(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    client.close();
  }
}
