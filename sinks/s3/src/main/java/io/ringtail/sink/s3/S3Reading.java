package io.ringtail.sink.s3;

import io.ringtail.sink.ArchiveFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** Reads objects of lines. Threading: confined. */
final class S3Reading {
  private final S3Api api;

  S3Reading(S3Api api) {
    this.api = api;
  }

  /**
   * Every object whose key begins with the place's prefix, in the order of the keys, which is that
   * of time within one directory.
   *
   * @throws IOException if the bucket does not give one of them, with a message for people
   */
  void read(S3Place place, ArchiveFactory.Reader reader) throws IOException, InterruptedException {
    Iterator<String> keys = keys(place);
    while (hasNext(keys, place)) {
      read(place.bucket(), keys.next(), reader);
    }
  }

  private Iterator<String> keys(S3Place place) throws IOException {
    try {
      return api.keys(place.bucket(), place.prefix());
    } catch (RuntimeException e) {
      throw failure("listing", place.bucket(), place.prefix(), e);
    }
  }

  /** Asks for the next page where there is one. */
  private boolean hasNext(Iterator<String> keys, S3Place place) throws IOException {
    try {
      return keys.hasNext();
    } catch (RuntimeException e) {
      throw failure("listing", place.bucket(), place.prefix(), e);
    }
  }

  private void read(String bucket, String key, ArchiveFactory.Reader reader)
      throws IOException, InterruptedException {
    try (InputStream object = api.get(bucket, key);
        InputStream lines = Codec.decoded(key, object)) {
      reader.read("s3://" + bucket + '/' + key, lines);
    } catch (RuntimeException e) {
      throw failure("reading", bucket, key, e);
    }
  }

  private IOException failure(String what, String bucket, String key, RuntimeException e) {
    return new IOException(api.failure(what + " s3://" + bucket + '/' + key, e).detail(), e);
  }
}
