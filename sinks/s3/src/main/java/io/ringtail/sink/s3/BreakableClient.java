package io.ringtail.sink.s3;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client of the SDK that breaks off at its end what is under way, which the SDK's own lets
 * go on.
 *
 * <p>Threading: safe.
 */
final class BreakableClient implements SdkHttpClient {
  private final SdkHttpClient next;
  private final Set<ExecutableHttpRequest> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  BreakableClient(SdkHttpClient next) {
    this.next = next;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Breakable(next.prepareRequest(request));
  }

  @Override
  public String clientName() {
    return next.clientName();
  }

  @Override
  public void close() {
    closed = true;
    underWay.forEach(ExecutableHttpRequest::abort);
    next.close();
  }

  private final class Breakable implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;

    Breakable(ExecutableHttpRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      underWay.add(request);
      try {
        if (closed) {
          throw new IOException("the sink is closed");
        }
        return request.call();
      } finally {
        underWay.remove(request);
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
