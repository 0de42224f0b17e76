package io.ringtail.sink;

import io.ringtail.batch.Destination;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of sink that can be read again, so that other sinks' dead letters may be kept in it, at a
 * place such as {@code s3://bucket/prefix}; what stands behind {@code ://} is called the place
 * here.
 */
public interface ArchiveFactory extends SinkFactory {
  /** What is wrong with {@code place}, and what is legal; null: nothing. No I/O. */
  @Nullable String problemOf(String place);

  /** Where a record goes that is kept at {@code place}. */
  Destination destination(String place);

  /**
   * Opens a sink for such destinations, whatever the sink's own options say of where its records
   * go. Called as {@link #open} is.
   *
   * @throws Exception if the destination cannot be used yet, with a message for people
   */
  Sink openArchive(SinkContext context) throws Exception;

  /**
   * Reads everything that is kept at {@code place}, the oldest first.
   *
   * @throws IOException if something cannot be read, with a message for people
   */
  void read(String place, SinkContext context, Reader reader)
      throws IOException, InterruptedException;

  /** Takes what is read. */
  interface Reader {
    /**
     * @param name for people
     * @param lines a record each
     */
    void read(String name, InputStream lines) throws IOException, InterruptedException;
  }
}
