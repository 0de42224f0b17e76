package io.ringtail.sink.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A bucket of S3Mock's for one test, behind a proxy that can go wrong; closed after the test. */
final class ProxiedBucket implements AfterEachCallback {
  final String name;
  final FaultyProxy proxy;

  /** What the bucket has, asked without the proxy. */
  final Stored stored;

  ProxiedBucket() {
    S3Mock mock = S3Mock.get();
    this.name = mock.newBucket();
    this.stored = new Stored(mock.endpoint(), name);
    try {
      this.proxy = new FaultyProxy(mock.endpoint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext test) {
    proxy.close();
    stored.close();
  }
}
