package io.ringtail.sink.s3;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RingtailThread;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The handful of S3's operations that we use, each tried once: when to try again is not the SDK's
 * to say.
 *
 * <p>Every byte is sent with its CRC32C, which S3 compares before it answers; what it answers is
 * compared by the callers.
 *
 * <p>Threading: safe. Throws what the SDK throws.
 */
final class S3Api implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** What a look at an object has shown. */
  enum Look {
    SAME,
    /** Not there, or another one. */
    NOT,
    /** We may not look, or the store cannot show it. */
    HIDDEN
  }

  /**
   * What a bucket says of an object that it was sent.
   *
   * @param crc32c in Base64; null if it does not say
   * @param etag its name for these bytes, of many stores their MD5
   */
  record Stored(@Nullable String crc32c, @Nullable String etag) {
    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-f]{32})\"?");

    /** The ETag, where it looks like an MD5: of encrypted or divided objects it is none. */
    @Nullable String md5() {
      Matcher matcher = MD5.matcher(etag == null ? "" : etag);
      return matcher.matches() ? matcher.group(1) : null;
    }
  }

  private final S3Options options;
  private final Wire wire;
  private final S3Credentials credentials;
  private final BreakableClient http;
  private final S3Client client;
  private final ScheduledExecutorService timeouts;

  S3Api(S3Options options, S3Endpoint endpoint, S3Credentials credentials, Wire wire) {
    this.options = options;
    this.wire = wire;
    this.credentials = credentials;
    this.timeouts =
        new ScheduledThreadPoolExecutor(1, work -> new RingtailThread("s3-timeouts", work));
    this.http =
        new BreakableClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(wire.answer())
                .build());
    this.client =
        S3Client.builder()
            .region(endpoint.region())
            .endpointOverride(endpoint.override())
            .credentialsProvider(credentials)
            .crossRegionAccessEnabled(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(http)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(endpoint.override() != null)
                    .chunkedEncodingEnabled(false)
                    .build())
            .overrideConfiguration(
                all ->
                    all.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .scheduledExecutorService(timeouts))
            .build();
  }

  /**
   * Puts a whole object.
   *
   * @return what the bucket says that it has
   */
  Stored put(
      String bucket,
      String key,
      ContentStreamProvider bytes,
      long length,
      String type,
      String crc) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(type)
            .contentLength(length)
            .checksumCRC32C(crc)
            .overrideConfiguration(timeout(length));
    if (options.storageClass() != null) {
      request.storageClass(options.storageClass());
    }
    if (options.kmsKey() != null) {
      request
          .serverSideEncryption(ServerSideEncryption.AWS_KMS)
          .ssekmsKeyId(options.kmsKey())
          .bucketKeyEnabled(true);
    }
    PutObjectResponse response =
        client.putObject(request.build(), RequestBody.fromContentProvider(bytes, length, type));
    return new Stored(response.checksumCRC32C(), response.eTag());
  }

  /** Begins a multipart upload; its id. */
  String begin(String bucket, String key, String type) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(type)
            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
            .overrideConfiguration(timeout(0));
    if (options.storageClass() != null) {
      request.storageClass(options.storageClass());
    }
    if (options.kmsKey() != null) {
      request
          .serverSideEncryption(ServerSideEncryption.AWS_KMS)
          .ssekmsKeyId(options.kmsKey())
          .bucketKeyEnabled(true);
    }
    return client.createMultipartUpload(request.build()).uploadId();
  }

  /** Sends one part; what the bucket says that it has. */
  UploadedParts.Part putPart(
      SpooledObject object,
      String uploadId,
      int number,
      ContentStreamProvider bytes,
      long length,
      String crc) {
    var response =
        client.uploadPart(
            request ->
                request
                    .bucket(object.bucket())
                    .key(object.key())
                    .uploadId(uploadId)
                    .partNumber(number)
                    .contentLength(length)
                    .checksumCRC32C(crc)
                    .overrideConfiguration(timeout(length)),
            RequestBody.fromContentProvider(bytes, length, "application/octet-stream"));
    String stored = response.checksumCRC32C();
    return new UploadedParts.Part(number, stored == null ? crc : stored, response.eTag());
  }

  /**
   * Makes the object of its parts.
   *
   * @return what the bucket says that it has: the checksum is that of the parts' checksums
   */
  Stored complete(SpooledObject object, String uploadId, List<UploadedParts.Part> parts) {
    List<CompletedPart> completed =
        parts.stream()
            .map(
                part ->
                    CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .checksumCRC32C(part.crc32c())
                        .build())
            .toList();
    CompleteMultipartUploadResponse response =
        client.completeMultipartUpload(
            request ->
                request
                    .bucket(object.bucket())
                    .key(object.key())
                    .uploadId(uploadId)
                    .multipartUpload(all -> all.parts(completed))
                    .overrideConfiguration(timeout(0)));
    return new Stored(response.checksumCRC32C(), response.eTag());
  }

  /** Lets the bucket throw the parts away. Without it, a lifecycle rule would. */
  void abort(SpooledObject object, String uploadId) {
    client.abortMultipartUpload(
        request ->
            request
                .bucket(object.bucket())
                .key(object.key())
                .uploadId(uploadId)
                .overrideConfiguration(timeout(0)));
  }

  /**
   * Whether the bucket has this very object, as far as it tells: by its length, and by its checksum
   * where it knows one.
   */
  Look look(String bucket, String key, long length, String crc) {
    try {
      HeadObjectResponse head =
          client.headObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .checksumMode(ChecksumMode.ENABLED)
                      .overrideConfiguration(timeout(0)));
      String stored = head.checksumCRC32C();
      boolean same = head.contentLength() == length && (stored == null || stored.equals(crc));
      return same ? Look.SAME : Look.NOT;
    } catch (AwsServiceException e) {
      return switch (e.statusCode()) {
        case 404 -> Look.NOT;
        // Without s3:ListBucket, S3 says so of what is not there as well.
        case 403, 405, 501 -> Look.HIDDEN;
        default -> throw e;
      };
    }
  }

  /** The keys that begin with {@code prefix}, in their order; asked for page by page. */
  Iterator<String> keys(String bucket, String prefix) {
    return client
        .listObjectsV2Paginator(
            request -> request.bucket(bucket).prefix(prefix).overrideConfiguration(timeout(0)))
        .contents()
        .stream()
        .map(S3Object::key)
        .iterator();
  }

  /** An object's bytes. */
  InputStream get(String bucket, String key) {
    return client.getObject(
        request -> request.bucket(bucket).key(key).overrideConfiguration(timeout(0)));
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    http.close();
    client.close();
    credentials.close();
    timeouts.shutdownNow();
  }

  private AwsRequestOverrideConfiguration timeout(long bytes) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(wire.answer().plusMillis(bytes * 1000 / wire.bytesPerSecond()))
        .build();
  }

  /** What {@code e}, thrown by one of the operations, means. */
  Outcome.RetryLater failure(String what, RuntimeException e) {
    if (Failures.isStaleCredentials(e)) {
      credentials.renew();
    }
    return Failures.classify(what, e);
  }
}
