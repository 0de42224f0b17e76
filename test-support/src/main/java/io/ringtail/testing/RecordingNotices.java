package io.ringtail.testing;

import io.ringtail.telemetry.Notices;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every notice, repeated ones too. Threading: safe. */
public final class RecordingNotices implements Notices {
  private final CopyOnWriteArrayList<Notice> told = new CopyOnWriteArrayList<>();

  /**
   * What was told.
   *
   * @param weight how much a reader should care
   * @param key names the problem
   * @param text for people
   */
  public record Notice(Weight weight, String key, String text) {}

  @Override
  public void tell(Weight weight, String key, String text) {
    told.add(new Notice(weight, key, text));
  }

  public List<Notice> all() {
    return List.copyOf(told);
  }

  public List<String> texts() {
    return told.stream().map(Notice::text).toList();
  }

  /** How often {@code key} was told. */
  public long count(String key) {
    return told.stream().filter(notice -> notice.key().equals(key)).count();
  }
}
