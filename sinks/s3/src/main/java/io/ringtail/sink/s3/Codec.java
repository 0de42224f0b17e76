package io.ringtail.sink.s3;

import io.ringtail.batch.RecordBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;

/**
 * How the lines of an object are compressed.
 *
 * <p>Each batch becomes a member (gzip) or a frame (zstd) of its own, with its own checksum; one
 * after the other they are a legal file. So batches are compressed side by side, and a file that a
 * crash has cut is good up to its last whole member.
 *
 * <p>Threading: safe.
 */
interface Codec {
  int DECODE_BYTES = 64 * 1024;

  /** Of the key, for example {@code .gz}: what readers know the compression by. */
  String suffix();

  /** The remaining records of {@code batch}. The same records give the same bytes. */
  Body encode(RecordBatch batch);

  /** A single member or frame that is written to {@code out}; its close is the member's end. */
  OutputStream member(OutputStream out) throws IOException;

  /**
   * How much of what {@code in} holds is whole and undamaged, in bytes from its start. Reads to the
   * end of that at least.
   */
  long soundBytes(InputStream in) throws IOException;

  /** The lines of an object of this name, whoever has compressed it. */
  static InputStream decoded(String key, InputStream object) throws IOException {
    if (key.endsWith(GzipCodec.SUFFIX)) {
      return new GZIPInputStream(new SteadyStream(object), DECODE_BYTES);
    }
    if (key.endsWith(ZstdCodec.SUFFIX)) {
      return ZstdCodec.decoded(object);
    }
    return object;
  }

  /** An object's Content-Type. There is no Content-Encoding, which some clients undo. */
  static String contentType(String suffix) {
    return switch (suffix) {
      case GzipCodec.SUFFIX -> "application/gzip";
      case ZstdCodec.SUFFIX -> "application/zstd";
      default -> "application/x-ndjson";
    };
  }

  /** The codec by the suffix that stands in a spooled file's header. */
  static Codec bySuffix(String suffix) throws IOException {
    return switch (suffix) {
      case "" -> new PlainCodec();
      case GzipCodec.SUFFIX -> new GzipCodec();
      case ZstdCodec.SUFFIX -> new ZstdCodec();
      default -> throw new IOException("unknown compression " + suffix);
    };
  }
}
