package io.ringtail.bench.agent;

import io.ringtail.bench.Workload;
import io.ringtail.bench.subject.Subject;
import io.ringtail.bench.subject.SubjectKind;
import io.ringtail.bench.subject.SubjectOptions;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;

/** The usual event through Logback. */
final class LogbackCall implements LogCall {
  private final Logger logger;

  /**
   * @param renders whether the only appender asks for what must be asked of an event
   */
  LogbackCall(boolean renders) {
    SubjectKind kind = renders ? SubjectKind.RENDER : SubjectKind.NOTHING;
    SubjectOptions none = new SubjectOptions(null, Path.of("unused"), 0, false, Map.of());
    logger = Subject.open(kind, none).logger();
  }

  @Override
  public void log(long number) {
    Workload.usual(logger, number);
  }

  @Override
  public void enterMdc() {
    Workload.enterMdc();
  }
}
