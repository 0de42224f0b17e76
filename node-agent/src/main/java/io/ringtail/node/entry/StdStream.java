package io.ringtail.node.entry;

/** The output that an entry was written to. */
public enum StdStream {
  STDOUT("stdout"),
  STDERR("stderr"),
  /** Not written by a container: the host's files and the journal. */
  NONE("");

  private final String label;

  StdStream(String label) {
    this.label = label;
  }

  /** As it stands in a container's file and in a record. */
  public String label() {
    return label;
  }
}
