package io.ringtail.node.kubernetes;

/** Fills a {@link PodStore} from somewhere, on threads of its own. */
interface PodFeed extends AutoCloseable {
  /** Returns at once; whatever fails is told, and tried again. */
  void start();

  /**
   * A log is read of whose container too little is known. Returns at once. Threading: any.
   *
   * @param pod what its path says
   */
  default void wanted(PodRef pod) {}

  @Override
  void close();
}
