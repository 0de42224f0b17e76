package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.entry.StdStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An agent that is stopped at any line and started again. */
class ResumeTest {
  private static final List<String> LINES =
      Stream.concat(Samples.traces(), Samples.lines())
          .flatMap(samples -> samples.allLines().stream())
          .toList();

  /** Parts of real logs, so that much belongs together, with every kind of line between them. */
  @Provide
  Arbitrary<List<String>> logs() {
    Arbitrary<List<String>> excerpts =
        Combinators.combine(
                Arbitraries.integers().between(0, LINES.size() - 1),
                Arbitraries.integers().between(1, 12))
            .as((from, count) -> LINES.subList(from, Math.min(LINES.size(), from + count)));
    Arbitrary<String> kinds = Arbitraries.of("stdout F ", "stdout F ", "stdout P ", "stderr F ");
    Arbitrary<List<String>> written =
        Combinators.combine(excerpts, kinds.list().ofSize(12))
            .as(
                (lines, heads) -> {
                  List<String> cri = new ArrayList<>();
                  for (int i = 0; i < lines.size(); i++) {
                    cri.add("2026-11-20T22:00:00.5Z " + heads.get(i) + lines.get(i));
                  }
                  return cri;
                });
    Arbitrary<List<String>> text = Arbitraries.just(List.of("neither CRI nor Docker"));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, written), net.jqwik.api.Tuple.of(1, text))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> parts.stream().flatMap(List::stream).toList());
  }

  @Property(tries = 400)
  void comesToTheSameEntriesAsIfItHadNotStopped(
      @ForAll("logs") List<String> lines, @ForAll int anywhere) {
    int cut = Math.floorMod(anywhere, lines.size() + 1);
    TestLog whole = TestLog.container();
    lines.forEach(whole::line);
    whole.end();

    TestLog first = TestLog.container();
    lines.subList(0, cut).forEach(first::line);
    Map<StdStream, Long> resume = new EnumMap<>(StdStream.class);
    for (StdStream stream : StdStream.values()) {
      resume.put(stream, first.resume(stream));
    }
    TestLog second = TestLog.container(EntryFormat.AUTO, resume::get);
    long start = Collections.min(resume.values());
    long position = 0;
    for (String line : lines) {
      if (position >= start) {
        second.at(position).line(line);
      }
      position += line.getBytes(UTF_8).length + 1;
    }
    second.end();

    for (StdStream stream : StdStream.values()) {
      List<TestLog.Entry> all = new ArrayList<>(first.of(stream));
      all.addAll(second.of(stream));
      assertThat(all)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("time")
          .containsExactlyElementsOf(whole.of(stream));
    }
  }

  @Property(tries = 150)
  void holdsWhatItHasNotHandedOnAndNothingElse(@ForAll("logs") List<String> lines) {
    TestLog log = TestLog.container();
    for (String line : lines) {
      log.line(line);
      for (StdStream stream : StdStream.values()) {
        List<TestLog.Entry> entries = log.of(stream);
        long end = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
        assertThat(log.heldFrom(stream)).isGreaterThanOrEqualTo(end);
      }
    }
    log.end();
    assertThat(log.heldBytes()).isZero();
    for (StdStream stream : StdStream.values()) {
      assertThat(log.heldFrom(stream)).isEqualTo(io.ringtail.node.entry.Position.END);
      List<Long> starts = log.of(stream).stream().map(TestLog.Entry::start).toList();
      assertThat(starts).isSorted().doesNotHaveDuplicates();
    }
  }
}
