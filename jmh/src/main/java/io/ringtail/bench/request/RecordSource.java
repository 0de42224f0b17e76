package io.ringtail.bench.request;

/** Where the records of a batch come from. Threading: one thread. */
public interface RecordSource {
  /** Makes the next record the current one. */
  void next();

  /** The current record, in the form that was asked for, from the start on. */
  byte[] array();

  int length();

  /** What the current record is in JSON. */
  int jsonBytes();

  /** The current record's JSON as the SDK wants it. */
  String text();
}
