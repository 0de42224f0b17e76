package io.ringtail.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.SourceConfig.Field;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalctlCommandTest {
  private static final Path DIRECTORY = Path.of("/var/log/journal");

  @Test
  void asksForAllBootsAndWholeFieldsAndWaitsForMore() {
    assertThat(command(new Bookmark.Head(), true))
        .containsExactly(
            "journalctl",
            "--output=json",
            "--all",
            "--no-pager",
            "--merge",
            "--follow",
            "--no-tail",
            "--directory=/var/log/journal");
  }

  @Test
  void beginsAtTheEntryOfTheCursorOrBySecond() {
    assertThat(command(new Bookmark.After("s=1;i=2"), false)).endsWith("--cursor=s=1;i=2");
    assertThat(command(new Bookmark.Since(17), false))
        .endsWith("--since=@17")
        .doesNotContain("--follow");
  }

  @Test
  void asksOnlyForTheFieldsThatAreUsed() {
    var config =
        JournalConfigs.of(
            DIRECTORY,
            List.of("docker.service", "kubelet"),
            List.of("kernel"),
            0,
            2,
            List.of(),
            List.of(10),
            true,
            List.of(new Field("_HOSTNAME", "host"), new Field("MESSAGE", "message")));

    assertThat(JournalctlCommand.of("journalctl", config, new Bookmark.Head(), true))
        .contains("--output-fields=_HOSTNAME,MESSAGE,_SYSTEMD_UNIT,SYSLOG_FACILITY")
        .endsWith(
            "_SYSTEMD_UNIT=docker.service",
            "_SYSTEMD_UNIT=kubelet.service",
            "_TRANSPORT=kernel",
            "PRIORITY=0",
            "PRIORITY=1",
            "PRIORITY=2");
  }

  private static List<String> command(Bookmark from, boolean follow) {
    return JournalctlCommand.of("journalctl", JournalConfigs.all(DIRECTORY), from, follow);
  }
}
