package io.ringtail.node.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fabric8's server that keeps objects and lets them be watched, with the failures of a real one: it
 * may forbid, go away and come back, and say that a watch is too old.
 */
final class FakeApiServer implements AutoCloseable {
  /** Fabric8's knows no field selector but those of names. Tests look at what was asked. */
  private final KubernetesCrudDispatcher objects =
      new KubernetesCrudDispatcher() {
        @Override
        public MockResponse handleGet(String path) {
          return super.handleGet(path.replaceFirst("fieldSelector=spec.nodeName[^&]*&?", ""));
        }
      };

  /** It tells of each request. Held, since the level would go with the logger. */
  private static final Logger CHATTER = Logger.getLogger(MockWebServer.class.getName());

  static {
    CHATTER.setLevel(Level.WARNING);
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final InetAddress address = InetAddress.getLoopbackAddress();
  private KubernetesMockServer server;
  private volatile int refusal;
  private volatile boolean nextWatchIsTooOld;

  /** What was asked. */
  record Request(String path, @Nullable String authorization) {
    boolean isWatch() {
      return path.contains("watch=true");
    }
  }

  FakeApiServer() {
    server = serve(0);
  }

  private KubernetesMockServer serve(int port) {
    KubernetesMockServer fresh =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new Dispatcher() {
              @Override
              public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
              }
            },
            false);
    fresh.init(address, port);
    return fresh;
  }

  private MockResponse answer(RecordedRequest recorded) {
    Request request = new Request(recorded.getPath(), recorded.getHeader("Authorization"));
    boolean isOfOurs = !"Bearer admin".equals(request.authorization());
    if (isOfOurs) {
      requests.add(request);
    }
    if (isOfOurs && refusal != 0) {
      return new MockResponse()
          .setResponseCode(refusal)
          .setBody(Serialization.asJson(status(refusal)));
    }
    if (isOfOurs && nextWatchIsTooOld && request.isWatch()) {
      nextWatchIsTooOld = false;
      return new MockResponse().withWebSocketUpgrade(new TooOld());
    }
    return objects.dispatch(recorded);
  }

  private static Status status(int code) {
    return new StatusBuilder().withStatus("Failure").withCode(code).withMessage("told so").build();
  }

  URI url() {
    return URI.create(server.url("/"));
  }

  /** For the test, which may do everything. */
  NamespacedKubernetesClient admin() {
    return server.createClient(
        builder ->
            builder
                .editOrNewConfig()
                .withOauthToken("admin")
                .withUsername(null)
                .endConfig()
                .withHttpClientFactory(new JdkHttpClientFactory()));
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /**
   * Answers everything so from now on.
   *
   * @param status 0: answers again
   */
  void refuses(int status) {
    refusal = status;
  }

  /** The next watch is told that what it wants to go on from is forgotten: 410 Gone. */
  void saysThatTheNextWatchIsTooOld() {
    nextWatchIsTooOld = true;
  }

  /** Cuts all connections, and takes new ones at the same place. */
  void restarts() {
    int port = server.getPort();
    server.destroy();
    server = serve(port);
  }

  @Override
  public void close() {
    server.destroy();
  }

  private static final class TooOld extends WebSocketListener {
    @Override
    public void onOpen(WebSocket socket, Response response) {
      socket.send(Serialization.asJson(new WatchEvent(status(410), "ERROR")));
    }
  }
}
