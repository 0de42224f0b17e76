package io.ringtail.sink.cloudwatch;

import io.ringtail.batch.Destination;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.sink.DelegatingSinkFactory;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.testing.SinkContract;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

class CloudWatchContractTest extends SinkContract {
  @Override
  protected Server start() throws IOException {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    return new LogsServer(Console.start(ConsoleOptions.builder().requireAuth(true).build()));
  }

  private record LogsServer(Console console) implements Server {
    @Override
    public SinkFactory factory() {
      return new DelegatingSinkFactory(
          new CloudWatchSinkFactory(),
          context ->
              new CloudWatchSink(
                  context,
                  new AwsEndpoint(console.endpoint(), Region.EU_WEST_1),
                  Clock.systemUTC()));
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("RINGTAIL_LOG_GROUP", "/test/group", "RINGTAIL_LOG_STREAM", "pod/app");
    }

    @Override
    public Destination destination() {
      return Batches.DESTINATION;
    }

    @Override
    public boolean fail(Trouble trouble, double share) {
      FaultKind kind =
          switch (trouble) {
            case THROTTLED -> FaultKind.THROTTLE;
            case SERVER_ERROR -> FaultKind.SERVICE_UNAVAILABLE;
            case RESET -> FaultKind.DROP_BEFORE_STORE;
            case RESET_AFTER_STORE -> FaultKind.DROP_AFTER_STORE;
            case DENIED -> FaultKind.ACCESS_DENIED;
          };
      console.faults().replace(List.of(Fault.of(kind, share)));
      return true;
    }

    @Override
    public void heal() {
      console.faults().clear();
    }

    @Override
    public boolean hang() {
      console.faults().inject(Fault.of(FaultKind.HANG));
      return true;
    }

    /** An empty message is refused. */
    @Override
    public String poison() {
      return "";
    }

    @Override
    public Collection<String> records() {
      return console.events("/test/group", "pod/app").stream().map(StoredEvent::message).toList();
    }

    @Override
    public void close() {
      console.close();
    }
  }
}
