package io.ringtail.node.journal;

import static io.ringtail.node.journal.TestJournal.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.node.config.SourceConfig.Field;
import io.ringtail.node.journal.JournalRun.SavedCheckpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSourceTest {
  private final Path temp;
  private final TestJournal journal;
  private final SavedCheckpoints checkpoints = new SavedCheckpoints();

  JournalSourceTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    this.journal = TestJournal.in(temp.resolve("journal"));
  }

  @Test
  void readsWhatIsThereInOrderAndFollows() throws Exception {
    journal.append(numbered(0, 3));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(3);
      journal.append(numbered(3, 6));
      run.untilTaken(6);

      assertThat(run.messages()).isEqualTo(messages(0, 6));
      assertThat(run.taken.get(4).epochMicros()).isEqualTo(TestJournal.epochMicros(4));
      assertThat(run.taken.get(4).unit()).isEqualTo("kubelet.service");
      assertThat(run.notices.texts()).isEmpty();
    }
  }

  @Test
  void sendsAllFieldsInTheirOwnWordsWhereNoneAreNamed() throws Exception {
    journal.append(List.of(entry("kubelet.service", "hello", "EMPTY", "")));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(1);

      Map<String, Object> fields = run.taken.get(0).fields();
      assertThat(fields)
          .containsEntry("MESSAGE", "hello")
          .containsEntry("_HOSTNAME", "node-1")
          .containsEntry("_BOOT_ID", "1".repeat(32))
          .containsEntry("EMPTY", "");
      assertThat(fields.keySet()).noneMatch(name -> name.startsWith("__"));
    }
  }

  @Test
  void sendsNamedFieldsInTheConfiguredOrder() throws Exception {
    journal.append(List.of(entry("kubelet.service", "hello")));
    Field[] fields = {
      new Field("_HOSTNAME", "hostname"),
      new Field("_SYSTEMD_UNIT", "systemd_unit"),
      new Field("NOT_THERE", "nothing"),
      new Field("MESSAGE", "message")
    };
    try (JournalRun run =
        new JournalRun(JournalConfigs.fields(journal.directory(), fields), checkpoints)) {
      run.untilTaken(1);

      assertThat(run.taken.get(0).fields())
          .containsExactly(
              Map.entry("hostname", "node-1"),
              Map.entry("systemd_unit", "kubelet.service"),
              Map.entry("message", "hello"));
    }
  }

  @Test
  void readsOnlyTheUnitsThatAreNamed() throws Exception {
    journal.append(
        List.of(
            entry("docker.service", "of docker"),
            entry("ssh.service", "of ssh"),
            // What systemd says about docker: `journalctl --unit` would show it.
            entry("init.scope", "Started docker", "UNIT", "docker.service"),
            entry("kubelet.service", "of kubelet")));
    try (JournalRun run =
        new JournalRun(
            JournalConfigs.units(journal.directory(), "docker.service", "kubelet"), checkpoints)) {
      run.untilTaken(2);

      assertThat(run.messages()).containsExactly("of docker", "of kubelet");
    }
  }

  @Test
  void readsByTransportPriorityAndFacilityTogether() throws Exception {
    journal.append(
        List.of(
            entry("a.service", "wrong transport"),
            entry("a.service", "right", "_TRANSPORT", "syslog"),
            priority(entry("a.service", "too urgent", "_TRANSPORT", "syslog"), "1"),
            priority(entry("a.service", "too quiet", "_TRANSPORT", "syslog"), "7"),
            facility(entry("a.service", "wrong facility", "_TRANSPORT", "syslog"), "4"),
            facility(entry("a.service", "right, too", "_TRANSPORT", "kernel"), "10")));
    var config =
        JournalConfigs.of(
            journal.directory(),
            List.of(),
            List.of("syslog", "kernel"),
            3,
            6,
            List.of(3, 10),
            List.of(),
            true,
            List.of());
    try (JournalRun run = new JournalRun(config, checkpoints)) {
      run.untilTaken(2);

      assertThat(run.messages()).containsExactly("right", "right, too");
    }
  }

  @Test
  void passesOverExcludedFacilitiesAndTheCheckpointWithThem() throws Exception {
    journal.append(
        List.of(
            facility(entry("a.service", "mail"), "2"),
            entry("a.service", "kept"),
            facility(entry("a.service", "secret"), "10")));
    var config =
        JournalConfigs.of(
            journal.directory(),
            List.of(),
            List.of(),
            0,
            6,
            List.of(),
            List.of(2, 9, 10),
            true,
            List.of(new Field("MESSAGE", "message")));
    try (JournalRun run = new JournalRun(config, checkpoints)) {
      run.untilTaken(1);
      await().until(() -> run.turn(1 << 16) == 0 && run.source.status().entries() == 3);
      run.settle(1);

      assertThat(run.messages()).containsExactly("kept");
      assertThat(run.taken.get(0).fields()).containsOnlyKeys("message");
    }
    try (JournalRun next = new JournalRun(config, checkpoints)) {
      journal.append(List.of(entry("a.service", "new")));
      next.untilTaken(1);

      assertThat(next.source.status().entries()).isEqualTo(1);
    }
  }

  @Test
  void goesOnAfterTheLastAcknowledgedEntryExactly() throws Exception {
    journal.append(numbered(0, 10));
    var config = JournalConfigs.units(journal.directory(), "kubelet");
    try (JournalRun run = new JournalRun(config, checkpoints)) {
      run.untilTaken(10).settle(10);
    }
    journal.append(numbered(10, 15));
    try (JournalRun next = new JournalRun(config, checkpoints)) {
      next.untilTaken(5);

      assertThat(next.messages()).isEqualTo(messages(10, 15));
      assertThat(next.notices.texts()).isEmpty();
    }
  }

  @Test
  void repeatsWhatWasNotAcknowledgedAndNothingBefore() throws Exception {
    journal.append(numbered(0, 10));
    var config = JournalConfigs.all(journal.directory());
    try (JournalRun run = new JournalRun(config, checkpoints)) {
      run.untilTaken(10);
      run.spans.get(5).settle();
      run.settle(4);
    }
    try (JournalRun next = new JournalRun(config, checkpoints)) {
      next.untilTaken(6);

      assertThat(next.messages()).isEqualTo(messages(4, 10));
    }
  }

  @Test
  void readsWhatWasLoggedBeforeAReboot() throws Exception {
    journal.append(numbered(0, 3));
    journal.reboot();
    journal.append(numbered(3, 5));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(5);

      assertThat(run.messages()).isEqualTo(messages(0, 5));
    }
  }

  @Test
  void beginsAtTheTailWhereSoConfiguredAndAfterwardsMissesNothing() throws Exception {
    journal.append(numbered(0, 1));
    var config = JournalConfigs.fromTail(journal.directory());
    try (JournalRun run = new JournalRun(config, checkpoints)) {
      run.turn(1 << 16);
      checkpoints.save();
    }
    // A restart before the first entry: what is written in between is not skipped.
    journal.append(numbered(1, 2_003));
    try (JournalRun next = new JournalRun(config, checkpoints)) {
      next.untilTaken(3);

      assertThat(next.messages()).isEqualTo(messages(2_000, 2_003));
    }
  }

  @Test
  void goesOnWhereItWasWhenJournalctlIsKilled() throws Exception {
    journal.append(numbered(0, 5_000));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(100);
      assertThat(run.taken.size()).isLessThan(5_000);
      children().forEach(ProcessHandle::destroyForcibly);
      run.untilTaken(5_000);

      assertThat(run.messages()).isEqualTo(messages(0, 5_000));
      assertThat(run.source.status().restarts()).isPositive();
      assertThat(run.source.status().problem()).isNull();
      assertThat(run.notices.texts())
          .singleElement()
          .asString()
          .contains("source journal: journalctl ended (killed by signal 9)", "started again");
    }
  }

  @Test
  void leavesNoProcessBehind() throws Exception {
    journal.append(numbered(0, 1));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(1);
      assertThat(children()).isNotEmpty();
    }
    await().until(() -> children().isEmpty());
  }

  @Test
  void journalctlWaitsWhileTheDestinationIsBehind() throws Exception {
    journal.append(numbered(0, 5_000));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(1);
      run.isReady = false;
      int before = run.taken.size();
      for (int i = 0; i < 100; i++) {
        assertThat(run.turn(1 << 20)).isZero();
      }
      assertThat(run.taken).hasSize(before);
      assertThat(children()).hasSize(1);

      run.isReady = true;
      run.untilTaken(5_000);
      assertThat(run.messages()).isEqualTo(messages(0, 5_000));
      assertThat(run.source.status().restarts()).isZero();
    }
  }

  @Test
  void readsToTheEndAndEndsWhenAskedTo() throws Exception {
    journal.append(numbered(0, 10_000));
    var config = JournalConfigs.all(journal.directory());
    try (JournalRun run = new JournalRun(config, checkpoints, "/usr/bin/journalctl", true)) {
      run.untilEof();

      assertThat(run.messages()).isEqualTo(messages(0, 10_000));
      assertThat(run.notices.texts()).isEmpty();
    }
  }

  @Test
  void keepsBinaryAndMultiLineMessages() throws Exception {
    byte[] binary = {'a', (byte) 0xff, 0, 27, 'b'};
    journal.append(
        List.of(
            entry("a.service", binary),
            entry("a.service", "first\n\tsecond\nthird\n"),
            entry("a.service", "größer 🙂 \"quoted\" \\ \u001b[31mred")));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(3);

      assertThat(run.messages().get(0)).isEqualTo("a\ufffd\u0000\u001bb");
      assertThat(run.taken.get(0).fields().get("MESSAGE")).isEqualTo("a\ufffd\u0000\u001bb");
      assertThat(run.messages().get(1)).isEqualTo("first\n\tsecond\nthird");
      assertThat(run.messages().get(2)).isEqualTo("größer 🙂 \"quoted\" \\ \u001b[31mred");
    }
  }

  @Test
  void keepsSeveralValuesOfOneField() throws Exception {
    Map<String, Object> several = entry("a.service", "hello");
    several.put("TAG", List.of("one", "two"));
    journal.append(List.of(several));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(1);

      assertThat(run.taken.get(0).fields().get("TAG"))
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
          .containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void takesAMessageOfAMegabyteAsTextAndAsBytes() throws Exception {
    String text = "0123456789abcdef".repeat(1 << 16);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xff;
    journal.append(
        List.of(
            entry("a.service", text),
            entry("a.service", bytes),
            entry("a.service", "a small one")));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(3);

      assertThat(run.messages().get(0)).isEqualTo(text);
      assertThat(run.messages().get(1)).isEqualTo("\ufffd" + text.substring(1));
      assertThat(run.taken).allMatch(taken -> taken.originalBytes() == 0);
    }
  }

  @Test
  void shortensWhatIsLongerThanTheBufferAndSaysSo() throws Exception {
    String text = "0123456789abcdef".repeat(1 << 19);
    journal.append(
        List.of(entry("a.service", text), entry("a.service", "after"), entry("a.service", "it")));
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(3);

      JournalRun.Taken shortened = run.taken.get(0);
      assertThat(shortened.originalBytes()).isGreaterThan(text.length());
      assertThat(text).startsWith(shortened.message());
      assertThat(run.messages().subList(1, 3)).containsExactly("after", "it");
      assertThat(run.notices.texts()).singleElement().asString().contains("it is shortened");
    }
  }

  @Test
  void tellsOnceThatJournalctlIsMissingAndTriesAgain() throws Exception {
    var config = JournalConfigs.all(journal.directory());
    Path program = temp.resolve("bin/journalctl");
    try (JournalRun run = new JournalRun(config, checkpoints, program.toString(), false)) {
      for (int i = 0; i < 200; i++) {
        assertThat(run.turn(1 << 16)).isZero();
      }
      assertThat(run.source.isAtEnd()).isFalse();
      assertThat(run.source.status().problem()).contains("journalctl cannot be run");
      // 1, 2, 4 ... 60 s: 200 turns of a second leave room for few attempts.
      assertThat(run.notices.texts().size()).isBetween(7, 9);
      assertThat(run.notices.all().stream().map(notice -> notice.key()).distinct())
          .containsExactly("journal-missing:journal");

      Files.createDirectories(program.getParent());
      Files.writeString(program, "#!/bin/sh\nexec /usr/bin/journalctl \"$@\"\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
      journal.append(numbered(0, 1));
      run.untilTaken(1);
      assertThat(run.source.status().problem()).isNull();
    }
  }

  @Test
  void goesOnAtTheNextEntryWhenTheOneAtWhichItStoppedIsGone() throws Exception {
    journal.append(numbered(0, 5));
    var config = JournalConfigs.units(journal.directory(), "kubelet");
    try (JournalRun run = new JournalRun(config, checkpoints)) {
      run.untilTaken(5).settle(3);
    }
    // Vacuumed while the agent was away: what comes next has never been read.
    Files.delete(journal.file());
    journal.append(numbered(5, 8));
    try (JournalRun next = new JournalRun(config, checkpoints)) {
      next.untilTaken(3);

      assertThat(next.messages()).isEqualTo(messages(5, 8));
      assertThat(next.notices.texts()).singleElement().asString().contains("no longer shown");
    }
  }

  @Test
  void goesOnByTimeWhenTheCursorIsNone() throws Exception {
    journal.append(numbered(0, 2_005));
    String micros = Long.toHexString(TestJournal.epochMicros(2_000));
    checkpoints.saved.put("journal:journal", "after bad;t=" + micros + ";x");
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(5);

      assertThat(run.messages()).isEqualTo(messages(2_000, 2_005));
    }
  }

  @Test
  void doesNotUseACheckpointThatIsNoneOfOurs() throws Exception {
    journal.append(numbered(0, 2));
    checkpoints.saved.put("journal:journal", "{\"offset\":17}");
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(2);

      assertThat(run.notices.texts()).singleElement().asString().contains("{\"offset\":17}");
    }
  }

  @Test
  void readsTheFilesThatAreWholeBesideOneThatIsNot() throws Exception {
    journal.append(numbered(0, 3));
    Files.writeString(journal.directory().resolve("broken.journal"), "no journal at all");
    try (JournalRun run = new JournalRun(JournalConfigs.all(journal.directory()), checkpoints)) {
      run.untilTaken(3);
      await().until(() -> run.turn(1 << 16) == 0 && !run.notices.texts().isEmpty());

      assertThat(run.messages()).isEqualTo(messages(0, 3));
      assertThat(run.notices.texts()).first().asString().contains("broken.journal");
    }
  }

  @Test
  void saysWhyADirectoryCannotBeRead() {
    var config = JournalConfigs.all(temp.resolve("nowhere"));
    try (JournalRun run = new JournalRun(config, checkpoints)) {
      await().until(() -> run.turn(1 << 16) == 0 && run.source.status().problem() != null);

      assertThat(run.source.status().problem())
          .contains("nowhere", "No such file", "exit status 1");
    }
  }

  private static List<Map<String, Object>> numbered(int from, int to) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (String message : messages(from, to)) {
      entries.add(entry("kubelet.service", message));
    }
    return entries;
  }

  private static List<String> messages(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
  }

  private static Map<String, Object> priority(Map<String, Object> entry, String value) {
    entry.put("PRIORITY", value);
    return entry;
  }

  private static Map<String, Object> facility(Map<String, Object> entry, String value) {
    entry.put("SYSLOG_FACILITY", value);
    return entry;
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("journalctl"))
        .toList();
  }
}
