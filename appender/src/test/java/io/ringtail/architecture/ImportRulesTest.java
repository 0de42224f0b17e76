package io.ringtail.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Who may import whom: each arrow of docs/architecture.md, and none besides.
 *
 * <p>Here, because the appender's tests are the first that see core, a sink, the appender and the
 * console together. Those about sinks stand in sinks/it, which sees all of them.
 */
@AnalyzeClasses(packages = "io.ringtail", importOptions = ImportOption.DoNotIncludeTests.class)
final class ImportRulesTest {
  private static final String[] CORE = {
    "io.ringtail.event..",
    "io.ringtail.ring..",
    "io.ringtail.encode..",
    "io.ringtail.batch..",
    "io.ringtail.sink",
    "io.ringtail.metadata..",
    "io.ringtail.config..",
    "io.ringtail.telemetry..",
    "io.ringtail.pipeline..",
  };

  @ArchTest
  static final ArchRule coreKnowsNoLoggingFrameworkAndNoCloud =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ch.qos.logback..",
              "org.slf4j..",
              "org.apache.logging..",
              "java.util.logging..",
              "software.amazon..",
              "io.ringtail.logback..",
              "io.ringtail.sink.*..",
              "io.ringtail.console..");

  @ArchTest static final ArchRule eventKnowsNobody = stage("event");

  @ArchTest
  static final ArchRule ringKnowsNoLaterStage = stage("ring", "event", "config", "telemetry");

  @ArchTest
  static final ArchRule encodeKnowsNoOtherStage = stage("encode", "event", "config", "metadata");

  @ArchTest static final ArchRule batchKnowsNoOtherStage = stage("batch", "event");

  @ArchTest static final ArchRule telemetryKnowsOnlyEvents = stage("telemetry", "event");

  @ArchTest static final ArchRule metadataKnowsNobody = stage("metadata");

  @ArchTest static final ArchRule configKnowsNoStage = stage("config", "event", "metadata");

  @ArchTest
  static final ArchRule sinkKnowsWhatIsHandedToIt =
      stage("sink", "batch", "event", "config", "telemetry");

  @ArchTest
  static final ArchRule onlyPipelineSeesAllStagesAndOnlyProducersSeeIt =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.ringtail.pipeline..", "io.ringtail.logback..", "io.ringtail.testing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.ringtail.pipeline..");

  @ArchTest
  static final ArchRule theAppenderKnowsNoDestination =
      noClasses()
          .that()
          .resideInAPackage("io.ringtail.logback..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ringtail.sink.*..", "software.amazon..", "io.ringtail.console..");

  @ArchTest
  static final ArchRule theConsoleStandsAlone =
      classes()
          .that()
          .resideInAPackage("io.ringtail.console..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.ringtail.console..")
                  .or(not(resideInAnyPackage("io.ringtail.."))));

  /** A console starts in a moment, and has no use for AWS. */
  @ArchTest
  static final ArchRule onlyTheConsolesTailKnowsAws =
      noClasses()
          .that()
          .resideInAPackage("io.ringtail.console..")
          .and()
          .resideOutsideOfPackage("io.ringtail.console.cli.tail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "org.reactivestreams..");

  @ArchTest
  static final ArchRule noPackagesOfCoreDependOnEachOtherInACircle =
      slices().matching("io.ringtail.(*)").should().beFreeOfCycles();

  private static ArchRule stage(String name, String... known) {
    String[] allowed = new String[known.length + 1];
    allowed[0] = "io.ringtail." + name;
    for (int i = 0; i < known.length; i++) {
      allowed[i + 1] = "io.ringtail." + known[i];
    }
    return classes()
        .that()
        .resideInAPackage("io.ringtail." + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAnyPackage("io.ringtail.."))));
  }
}
