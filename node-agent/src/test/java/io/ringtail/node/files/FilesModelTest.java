package io.ringtail.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of a log and its reader, each from a seed that a failure names: what was written
 * is delivered, once and in order, but for what was destroyed before it could be, and for what had
 * no outcome when the agent was killed.
 */
class FilesModelTest {
  private static final int RUNS = Integer.getInteger("ringtail.model.runs", 50);
  private static final long FIRST_SEED = Long.getLong("ringtail.model.seed", 1);

  private static void run(Path root, long seed, FilesModel.Kind kind) throws Exception {
    Path own = Files.createDirectory(root.resolve(kind + "-" + seed));
    FilesModel model = new FilesModel(own, seed, kind);
    try {
      model.run(80);
      model.finish();
    } catch (Exception | AssertionError e) {
      fail("seed " + seed + " (" + kind + "): " + e + "\n" + model.history(), e);
    } finally {
      model.close();
    }
    FilesModel.delete(own);
  }

  @Test
  void kubeletRotationLosesAndRepeatsNothing(@TempDir Path root) throws Exception {
    for (int i = 0; i < RUNS; i++) {
      run(root, FIRST_SEED + i, FilesModel.Kind.KUBELET);
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void numberedRotationLosesAndRepeatsNothing(@TempDir Path root) throws Exception {
    for (int i = 0; i < RUNS; i++) {
      run(root, FIRST_SEED + i, FilesModel.Kind.NUMBERED);
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void whatIsTruncatedOrDeletedUnreadIsCounted(@TempDir Path root) throws Exception {
    for (int i = 0; i < RUNS; i++) {
      run(root, FIRST_SEED + i, FilesModel.Kind.DESTRUCTIVE);
    }
    assertThat(root).isEmptyDirectory();
  }
}
