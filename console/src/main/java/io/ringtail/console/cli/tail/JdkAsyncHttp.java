package io.ringtail.console.cli.tail;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/**
 * The SDK's asynchronous client over the JDK's: a live tail needs one, and Netty would be 5 MB.
 *
 * <p>Threading: safe.
 */
final class JdkAsyncHttp implements SdkAsyncHttpClient {
  /** The JDK sets these itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "connection", "expect", "upgrade");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    SdkAsyncHttpResponseHandler handler = request.responseHandler();
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sent =
        http.sendAsync(httpRequest(request), BodyHandlers.ofPublisher());
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<?> unused =
        sent.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                handler.onError(failure);
                done.completeExceptionally(failure);
              } else {
                handler.onHeaders(
                    SdkHttpResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers().map())
                        .build());
                handler.onStream(body(FlowAdapters.toPublisher(response.body()), done));
              }
            });
    CompletableFuture<?> unusedToo =
        done.whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                sent.cancel(true);
              }
            });
    return done;
  }

  private static HttpRequest httpRequest(AsyncExecuteRequest request) {
    SdkHttpRequest asked = request.request();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(asked.getUri())
            .method(asked.method().name(), body(request.requestContentPublisher()));
    asked.forEachHeader(
        (name, values) -> {
          if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> builder.header(name, value));
          }
        });
    return builder.build();
  }

  private static BodyPublisher body(SdkHttpContentPublisher content) {
    long length = content.contentLength().orElse(0L);
    return length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(FlowAdapters.toFlowPublisher(content), length);
  }

  /** One buffer for each list of them, so that what is asked for stays the same number. */
  private static Publisher<ByteBuffer> body(
      Publisher<List<ByteBuffer>> lists, CompletableFuture<Void> done) {
    return subscriber -> lists.subscribe(new Joining(subscriber, done));
  }

  /** Passes on what comes, and closes the connection where the SDK gives up. */
  private record Joining(Subscriber<? super ByteBuffer> to, CompletableFuture<Void> done)
      implements Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Subscription subscription) {
      CompletableFuture<?> unused =
          done.whenComplete(
              (nothing, failure) -> {
                if (failure != null) {
                  subscription.cancel();
                }
              });
      to.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      if (buffers.size() == 1) {
        to.onNext(buffers.get(0));
        return;
      }
      int bytes = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
      ByteBuffer joined = ByteBuffer.allocate(bytes);
      buffers.forEach(joined::put);
      to.onNext(joined.flip());
    }

    @Override
    public void onError(Throwable failure) {
      to.onError(failure);
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      to.onComplete();
      done.complete(null);
    }
  }

  @Override
  public String clientName() {
    return "jdk";
  }

  /** The JDK's client goes with its last user. */
  @Override
  public void close() {}
}
