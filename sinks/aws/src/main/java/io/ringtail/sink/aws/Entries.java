package io.ringtail.sink.aws;

/** The entries of one request: each stands for one record of the batch or for several in a row. */
public interface Entries {
  int count();

  /** The first record of {@code entry}; for {@link #count}, what comes after the last record. */
  int firstRecord(int entry);

  /** One for each reading. */
  EntryCursor cursor();
}
