package io.ringtail.sink.s3;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.ArchiveFactory;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RINGTAIL_SINK=s3: objects of newline-delimited JSON.
 *
 * <p>A destination is a bucket and a prefix. With a spool directory many batches become one object;
 * without one, each becomes its own.
 */
public final class S3SinkFactory implements ArchiveFactory {
  /** Of a batch: the bound is ours, S3 knows none. One write and one fsync each. */
  private static final int MAX_BYTES = 4 << 20;

  private static final int MAX_RECORDS = 64 * 1024;

  /** The line's end. */
  private static final int RECORD_BYTES = 1;

  /** Compressing keeps a core busy; more at once only wait for the disk. */
  private static final int MAX_CONCURRENT_SENDS = 4;

  /** A deflater's native memory, chunks, and the client's buffers. */
  private static final int SEND_BYTES = 512 * 1024;

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    return S3Options.read(settings).problems();
  }

  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return S3Options.read(settings).names();
  }

  @Override
  public BatchLimits limits() {
    return new BatchLimits(MAX_RECORDS, MAX_BYTES, RECORD_BYTES, Long.MAX_VALUE);
  }

  @Override
  public int maxConcurrentSends() {
    return MAX_CONCURRENT_SENDS;
  }

  /** Records that cannot be compressed are copied as they are, and the copy grows by doubling. */
  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return limits.maxBytes() / 2 * 3L + SEND_BYTES;
  }

  /** Where each batch becomes an object, it waits as long as an object may. */
  @Override
  public long lingerMillis(SinkSettings settings, long lingerMillis) {
    S3Options options = S3Options.read(settings);
    return options.spoolDirectory() == null
        ? Math.max(lingerMillis, options.objectAgeMillis())
        : lingerMillis;
  }

  /**
   * @throws IllegalStateException if there is no bucket, or the region is not known
   */
  @Override
  public Sink open(SinkContext context) {
    S3Options options = S3Options.read(context.settings());
    if (options.bucket() == null) {
      throw new IllegalStateException(S3Options.NO_BUCKET);
    }
    return open(options, S3Endpoint.resolve(), Wire.USUAL, context.notices(), Clock.SYSTEM);
  }

  @Override
  public @Nullable String problemOf(String place) {
    return S3Place.problemOf(place);
  }

  @Override
  public Destination destination(String place) {
    S3Place parsed = S3Place.parse(place);
    return new Destination(parsed.bucket(), parsed.directory());
  }

  /**
   * @throws IllegalStateException if the region is not known
   */
  @Override
  public Sink openArchive(SinkContext context) {
    S3Options options = S3Options.read(context.settings());
    return open(options, S3Endpoint.resolve(), Wire.USUAL, context.notices(), Clock.SYSTEM);
  }

  @Override
  public void read(String place, SinkContext context, Reader reader)
      throws IOException, InterruptedException {
    S3Options options = S3Options.read(context.settings());
    try (S3Api api = new S3Api(options, S3Endpoint.resolve(), new S3Credentials(), Wire.USUAL)) {
      new S3Reading(api).read(S3Place.parse(place), reader);
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static Sink open(
      S3Options options, S3Endpoint endpoint, Wire wire, Notices notices, Clock clock) {
    Codec codec = codec(options, notices);
    SpoolDirectory directory = directory(options.spoolDirectory(), notices);
    S3Api api = new S3Api(options, endpoint, new S3Credentials(), wire);
    return directory == null
        ? new MemorySink(codec, api, notices)
        : new SpoolSink(
            directory,
            options,
            codec,
            api,
            new ObjectUpload(api, new Confirmation(api, notices), wire),
            notices,
            clock);
  }

  private static Codec codec(S3Options options, Notices notices) {
    return switch (options.compression()) {
      case NONE -> new PlainCodec();
      case GZIP -> new GzipCodec();
      case ZSTD -> {
        try {
          yield ZstdCodec.load();
        } catch (IOException e) {
          notices.tell(
              Weight.WARNING,
              "s3 zstd",
              "sink s3: RINGTAIL_S3_COMPRESSION=zstd: "
                  + e.getMessage()
                  + "; compressing with gzip");
          yield new GzipCodec();
        }
      }
    };
  }

  /** Null where objects are made from memory, which is told. */
  private static @Nullable SpoolDirectory directory(@Nullable Path root, Notices notices) {
    String meanwhile =
        "each batch becomes an object of its own, from memory; what is in memory at a kill -9 is"
            + " lost";
    if (root == null) {
      notices.tell(
          Weight.INFO, "s3 memory", "sink s3: RINGTAIL_SPOOL_DIR is not set: " + meanwhile);
      return null;
    }
    try {
      return SpoolDirectory.create(root.resolve("s3"), notices);
    } catch (IOException e) {
      notices.tell(
          Weight.WARNING,
          "s3 memory",
          "sink s3: RINGTAIL_SPOOL_DIR="
              + root
              + " cannot be used ("
              + e
              + "): "
              + meanwhile
              + "; without the option, batches would wait longer and become fewer objects");
      return null;
    }
  }
}
