package io.ringtail.console.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringtail.console.api.Api;
import io.ringtail.console.fault.Faults;
import io.ringtail.console.livetail.LiveTail;
import io.ringtail.console.logs.LogsService;
import io.ringtail.console.page.Page;
import io.ringtail.console.stats.ConsoleStats;
import io.ringtail.console.stats.Counters;
import io.ringtail.console.store.EventStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server: routes requests and answers them on a bounded pool of daemon threads.
 *
 * <p>Threading: safe.
 */
public final class ConsoleHttp implements AutoCloseable {
  private static final long MAX_STOP_MILLIS = 2000;
  private static final long POLL_NANOS = 1_000_000;
  private static final int BACKLOG = 512;

  /**
   * The parts of the console that the server speaks for.
   *
   * @param holdMillis how long PutLogEvents should wait at this moment
   */
  public record Parts(
      EventStore store,
      LogsService service,
      Faults faults,
      Counters counters,
      Supplier<ConsoleStats> stats,
      Runnable reset,
      boolean requireAuth,
      HostCheck hosts,
      LongSupplier holdMillis,
      @Nullable Api api) {}

  private final HttpServer server;
  private final ThreadPoolExecutor pool;
  private final ScheduledExecutorService timer;
  private final LogsEndpoint logs;
  private final AdminEndpoint admin;
  private final FrontPage frontPage;
  private final Counters counters;
  private final HostCheck hosts;
  private final @Nullable Api api;
  // Without the API there is nothing that it could show.
  private final @Nullable Page page;
  private final ClientSockets clients = new ClientSockets();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean stopping;

  private ConsoleHttp(HttpServer server, Parts parts) {
    this.server = server;
    ConsoleThreads threads = new ConsoleThreads();
    this.pool = threads.pool();
    this.timer = Executors.newSingleThreadScheduledExecutor(threads);
    this.counters = parts.counters();
    this.hosts = parts.hosts();
    this.api = parts.api();
    this.page = api == null ? null : new Page();
    this.admin = new AdminEndpoint(parts.faults(), parts.stats(), parts.reset());
    this.frontPage = new FrontPage(parts.store(), parts.stats());
    this.logs =
        new LogsEndpoint(
            parts.service(),
            new LiveTail(parts.store().arrivals(), InstantSource.system()),
            parts.faults(),
            parts.counters(),
            new Delays(timer, pool),
            parts.holdMillis(),
            parts.requireAuth());
    server.setExecutor(pool);
    server.createContext("/", this::handle);
  }

  /** Binds and starts. Throws {@link IOException} where the address cannot be bound. */
  public static ConsoleHttp start(InetSocketAddress address, Parts parts) throws IOException {
    NoDelay.set();
    ConsoleHttp http = new ConsoleHttp(HttpServer.create(address, BACKLOG), parts);
    try {
      // The server's own thread becomes a daemon where it is started by one.
      http.pool.submit(http.server::start).get();
    } catch (InterruptedException e) {
      http.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the HTTP server was starting", e);
    } catch (ExecutionException e) {
      http.close();
      throw new IOException("the HTTP server did not start", e);
    }
    return http;
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) {
    if (clients.isNew(exchange.getRemoteAddress())) {
      counters.connection();
    }
    if (stopping) {
      exchange.close();
      return;
    }
    active.incrementAndGet();
    try {
      Guard.run(exchange, () -> route(exchange));
    } finally {
      active.decrementAndGet();
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    String host = exchange.getRequestHeaders().getFirst("Host");
    boolean isSdk = path.equals("/") && method.equals("POST");
    if (path.startsWith(Api.PREFIX)) {
      api(exchange);
    } else if (!hosts.isOurs(host) && !(isSdk && !isFromBrowser(exchange))) {
      Reply.text(403, hosts.refusal(host) + "\n").send(exchange);
    } else if (path.startsWith("/_ringtail/")) {
      admin.reply(exchange).send(exchange);
    } else if (isSdk) {
      logs.handle(exchange);
    } else if (!path.equals("/") && (page == null || !page.has(path))) {
      Reply.text(404, "not found\n").send(exchange);
    } else if (method.equals("GET") || method.equals("HEAD")) {
      show(exchange, path);
    } else {
      Reply.text(405, method + " is not allowed here; allowed: GET, POST\n").send(exchange);
    }
  }

  /**
   * Programs may reach us by any name, that of a container say. A browser sends an Origin with what
   * is no GET, also to the page's own host.
   */
  private static boolean isFromBrowser(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey("Origin")
        || exchange.getRequestHeaders().containsKey("Sec-Fetch-Site");
  }

  /** A browser gets the page, other clients get text. */
  private void show(HttpExchange exchange, String path) throws IOException {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    boolean text = path.equals("/") && (accept == null || !accept.contains("text/html"));
    if (page == null || text) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      Reply.text(200, frontPage.text("http://" + host)).send(exchange);
    } else {
      PageHeaders.set(exchange.getResponseHeaders());
      page.handle(exchange);
    }
  }

  private void api(HttpExchange exchange) throws IOException {
    PageHeaders.set(exchange.getResponseHeaders());
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (!hosts.isOurs(host)) {
      Api.refuse(exchange, 403, "host", hosts.refusal(host));
    } else if (api == null) {
      Api.refuse(exchange, 404, "off", "the console was started without its search index");
    } else {
      api.handle(exchange);
    }
  }

  /** Takes no more requests, waits up to 2 s for those under way, and closes all connections. */
  @Override
  public void close() {
    stopping = true;
    logs.close();
    if (api != null) {
      api.close();
    }
    timer.shutdownNow();
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_STOP_MILLIS);
    while (active.get() > 0 && System.nanoTime() < deadlineNanos) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    server.stop(0);
    pool.shutdown();
  }
}
