package io.ringtail.console;

import io.ringtail.console.api.Api;
import io.ringtail.console.api.Health;
import io.ringtail.console.fault.Faults;
import io.ringtail.console.http.ConsoleHttp;
import io.ringtail.console.http.HostCheck;
import io.ringtail.console.logs.LogsService;
import io.ringtail.console.search.EventIndex;
import io.ringtail.console.search.IndexSettings;
import io.ringtail.console.stats.ConsoleStats;
import io.ringtail.console.stats.Counters;
import io.ringtail.console.store.EventCursor;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.FileStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import io.ringtail.console.store.MemoryStore;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.console.store.TimeRange;
import io.ringtail.console.watch.ProcessWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running local CloudWatch Logs endpoint.
 *
 * <pre>{@code
 * try (Console console = Console.start(ConsoleOptions.defaults())) {
 *   CloudWatchLogsClient client =
 *       CloudWatchLogsClient.builder().endpointOverride(console.endpoint())....build();
 *   ...
 *   console.events("group", "stream");
 * }
 * }</pre>
 *
 * <p>Threading: safe. Its threads are daemons named {@code ringtail-console-N}.
 */
public final class Console implements AutoCloseable {
  private final EventStore store;
  private final @Nullable EventIndex index;
  private final Counters counters = new Counters();
  private final Faults faults;
  private final ConsoleHttp http;
  private final String host;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Console(ConsoleOptions options, InetSocketAddress address, EventStore store)
      throws IOException {
    this.store = store;
    this.faults = new Faults(options.faultSeed(), options.clock(), options.faults());
    this.host = options.bindAddress();
    ProcessWatch watch = new ProcessWatch();
    this.index =
        options.index()
            ? EventIndex.start(
                store,
                options.dataDir() == null
                    ? IndexSettings.forThisJvm(null, options.maxMemoryBytes())
                    : IndexSettings.forThisJvm(
                        options.dataDir().resolve("index"), options.maxDiskBytes()),
                watch)
            : null;
    Api api =
        index == null
            ? null
            : new Api(store, index, new Health(store, index, counters, watch, options.clock()));
    this.http =
        ConsoleHttp.start(
            address,
            new ConsoleHttp.Parts(
                store,
                new LogsService(store, options.clock(), counters),
                faults,
                counters,
                this::stats,
                this::clear,
                options.requireAuth(),
                new HostCheck(options.bindAddress()),
                index == null ? () -> 0L : index::holdMillis,
                api));
  }

  /**
   * Opens the store, binds the port and begins to answer.
   *
   * @throws IOException where the port is in use ({@link java.net.BindException}) or the data
   *     directory cannot be used; nothing is left open then
   */
  public static Console start(ConsoleOptions options) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(options.bindAddress()), options.port());
    EventStore store =
        options.dataDir() == null
            ? new MemoryStore(options.maxMemoryBytes())
            : FileStore.open(options.dataDir(), options.maxDiskBytes());
    try {
      return new Console(options, address, store);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * What clients are given as their endpoint; for a wildcard address, as seen from this machine.
   */
  public URI endpoint() {
    return URI.create("http://" + reachableHost() + ":" + port());
  }

  public int port() {
    return http.address().getPort();
  }

  /** The switches for faults. */
  public Faults faults() {
    return faults;
  }

  /** The counts at this moment. */
  public ConsoleStats stats() {
    return new ConsoleStats(
        counters.requests(),
        counters.acceptedEvents(),
        counters.acceptedBytes(),
        counters.rejectedEvents(),
        store.usage(),
        faults.injected(),
        counters.connections());
  }

  /**
   * All events of a stream in the order of GetLogEvents: timestamp, then arrival. Empty where there
   * is no such group or stream.
   */
  public List<StoredEvent> events(String group, String stream) {
    List<StoredEvent> events = new ArrayList<>();
    LogGroup found = store.group(group);
    LogStream from = found == null ? null : found.stream(stream);
    if (from != null) {
      EventCursor cursor = EventCursor.forward(List.of(from), EventPosition.FIRST, TimeRange.ALL);
      while (cursor.next()) {
        events.add(cursor.snapshot().event());
      }
    }
    return events;
  }

  /** As freshly started, with an empty store: no groups, events or counts, the first faults. */
  public void clear() {
    store.clear();
    if (index != null) {
      index.clear();
    }
    counters.reset();
    faults.reset();
  }

  /** Ends requests under way, gives the port back and closes the store. May be called again. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      http.close();
      if (index != null) {
        index.close();
      }
      store.close();
    }
  }

  private String reachableHost() {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()) {
        return ConsoleOptions.LOOPBACK;
      }
    } catch (UnknownHostException e) {
      // It was known when we bound to it: keep the name.
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
