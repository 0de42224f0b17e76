package io.ringtail.node.record.transform;

import java.util.Set;

/** What the record itself calls its members; those of a program's log stand beside them. */
public final class RecordNames {
  public static final String TIME = "time";
  public static final String STREAM = "stream";
  public static final String LOG = "log";
  public static final String KUBERNETES = "kubernetes";
  public static final String TRUNCATED = "truncated";
  public static final String ORIGINAL_BYTES = "originalBytes";

  public static final Set<String> ALL =
      Set.of(TIME, STREAM, LOG, KUBERNETES, TRUNCATED, ORIGINAL_BYTES);

  private RecordNames() {}
}
