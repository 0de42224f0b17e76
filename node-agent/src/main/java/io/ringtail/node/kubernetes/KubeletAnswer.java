package io.ringtail.node.kubernetes;

import java.util.List;

/** What came of one question to kubelet. */
sealed interface KubeletAnswer {

  /** All pods of the node. */
  record Pods(List<PodInfo> pods) implements KubeletAnswer {}

  /**
   * It could not be asked, or gave no list of pods.
   *
   * @param problem names the kind of failure: each kind is told once
   * @param text for people: what was answered, and what is to be done about it
   */
  record Failure(String problem, String text) implements KubeletAnswer {}
}
