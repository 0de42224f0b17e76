package io.ringtail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

// A null fails the test, as it should.
@SuppressWarnings("NullAway")
final class MisconfigurationTest {
  @Test
  void tellsAllProblemsAtOnceByNameAndGoesOnWithDefaults() throws Exception {
    try (LoggingProgram program =
        LoggingProgram.with(
            """
            <blockMs>soon</blockMs>
            <overflow>explode</overflow>
            <lingerMss>5</lingerMss>
            <logGroup>/shop/${NOT_SET_ANYWHERE}</logGroup>
            <lingerMs>41</lingerMs>
            """)) {
      assertThat(program.warnings())
          .anySatisfy(
              warning ->
                  assertThat(warning)
                      .contains("4 problems")
                      .contains("blockMs", "soon", "using the default 100")
                      .contains("overflow", "explode", "shed, drop")
                      .contains("lingerMss", "did you mean lingerMs?")
                      .contains("NOT_SET_ANYWHERE"));
      assertThat(program.hasErrorStatus()).as("Spring Boot would refuse to start").isFalse();
      program.logger().info("still sent");
      assertThat(program.arrived()).hasSize(1);
    }
  }

  @Test
  void keepsOurPlaceholdersThatLogbackDoesNotKnow() throws Exception {
    try (LoggingProgram program =
        LoggingProgram.with(
            "<logGroup>/shop/${cluster}</logGroup><logStream>${host}/${pid}</logStream>"
                + "<lingerMs>42</lingerMs>")) {
      program.logger().info("x");
      program.arrived();
      assertThat(program.sink.accepted().get(0).destination().group()).isEqualTo("/shop/local");
      assertThat(program.sink.accepted().get(0).destination().stream())
          .endsWith("/" + ProcessHandle.current().pid());
    }
  }

  @Test
  void staysOffAndSaysWhyWhenTheSinkIsUnknown() {
    try (LoggingProgram program = LoggingProgram.with("<sink>cloudwach</sink>")) {
      program.logger().info("nobody hears this");
      assertThat(program.warnings())
          .anySatisfy(
              warning -> assertThat(warning).contains("cloudwach", "cloudwatch", "stays off"))
          .anySatisfy(warning -> assertThat(warning).contains("is off, as was told"));
      assertThat(program.appender().accounts()).isNull();
    }
  }

  @Test
  void saysThatRefusedRecordsCannotBeKeptInASinkThatIsNotThere() throws Exception {
    try (LoggingProgram program =
        LoggingProgram.with(
            "<deadLetterDir>s3://my-logs/rejected</deadLetterDir><lingerMs>44</lingerMs>")) {
      assertThat(program.warnings())
          .anySatisfy(
              warning ->
                  assertThat(warning)
                      .contains("RINGTAIL_DEAD_LETTER_DIR=\"s3://my-logs/rejected\"")
                      .contains("the sink s3 is not there", "refused records are only counted"));
      program.logger().info("still sent");
      assertThat(program.arrived()).hasSize(1);
    }
  }

  @Test
  void doesNothingAtAllWhenDisabled() {
    try (LoggingProgram program = LoggingProgram.with("<enabled>false</enabled>")) {
      program.logger().info("nobody hears this");
      assertThat(program.appender().accounts()).isNull();
    }
  }

  @Test
  void saysOnceThatEventsReachAStoppedAppender() {
    try (LoggingProgram program = LoggingProgram.with("<lingerMs>43</lingerMs>")) {
      program.appender().stop();
      program.logger().info("one");
      program.logger().info("two");
      assertThat(program.warnings()).filteredOn(text -> text.contains("not started")).hasSize(1);
    }
  }
}
