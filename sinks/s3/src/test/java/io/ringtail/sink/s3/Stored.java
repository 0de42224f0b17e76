package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** What a bucket has: found by listing and reading, as anybody would. */
public final class Stored implements AutoCloseable {
  private final S3Client client;
  private final String bucket;

  public Stored(URI endpoint, String bucket) {
    this.bucket = bucket;
    this.client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("reader", "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** All keys, in order. */
  public List<String> keys() {
    return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  byte[] bytes(String key) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  HeadObjectResponse head(String key) {
    return client.headObject(request -> request.bucket(bucket).key(key));
  }

  /** Its lines, decompressed by what its name says. */
  public List<String> lines(String key) {
    try (InputStream in = open(key)) {
      String text = new String(in.readAllBytes(), UTF_8);
      if (!text.endsWith("\n")) {
        throw new AssertionError(key + " does not end with a line's end");
      }
      return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(key, e);
    }
  }

  private InputStream open(String key) throws IOException {
    InputStream raw = new ByteArrayInputStream(bytes(key));
    if (key.endsWith(".gz")) {
      return new GZIPInputStream(raw);
    }
    return key.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
  }

  /** The lines of all objects. */
  public List<String> allLines() {
    List<String> lines = new ArrayList<>();
    keys().forEach(key -> lines.addAll(lines(key)));
    return lines;
  }

  /** Multipart uploads that are neither completed nor aborted. */
  /** Ids of the multipart uploads that are neither complete nor aborted. */
  List<String> openUploads() {
    return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
        .map(MultipartUpload::uploadId)
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
