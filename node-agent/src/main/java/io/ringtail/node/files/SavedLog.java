package io.ringtail.node.files;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of one log.
 *
 * @param source the name of the source that has read it
 * @param path the path by which it was found
 * @param generations those that are not wholly acknowledged, oldest first; at least one
 * @param before the name of a rotated file that is older than all of them; null if none is known
 * @param passed rotated files that stood before all of them
 * @param acknowledged a place for each stream, in the order of {@code StdStream}
 * @param left whether it was not wanted any more: what was written since is not to be sent
 */
record SavedLog(
    String source,
    String path,
    List<SavedGeneration> generations,
    @Nullable String before,
    Set<Passed> passed,
    List<Place> acknowledged,
    boolean left) {

  SavedLog {
    generations = List.copyOf(generations);
    passed = Set.copyOf(passed);
    acknowledged = List.copyOf(acknowledged);
  }

  /**
   * @param size how many bytes it was seen to have
   * @param end see {@link Generation#end}
   */
  record SavedGeneration(
      String name, FileId id, Fingerprint print, long from, long size, long end) {}

  /**
   * @param generation an index in {@link #generations}
   * @param offset in its uncompressed text
   */
  record Place(int generation, long offset) {}
}
