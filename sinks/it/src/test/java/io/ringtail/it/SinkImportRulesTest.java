package io.ringtail.it;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Collectors;

/** Whom a sink may import, where all sinks are. The other rules stand in the appender's tests. */
@AnalyzeClasses(packages = "io.ringtail", importOptions = ImportOption.DoNotIncludeTests.class)
final class SinkImportRulesTest {
  @ArchTest
  static void allSinksAreSeen(JavaClasses classes) {
    assertThat(
            classes.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith("io.ringtail.sink."))
                .map(name -> name.split("\\.", -1)[3])
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "aws", "cloudwatch", "firehose", "http", "kinesis", "opensearch", "s3");
  }

  @ArchTest
  static final ArchRule noSinkKnowsAnother =
      slices()
          .matching("io.ringtail.sink.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              alwaysTrue(),
              resideInAnyPackage("io.ringtail.sink.aws..", "io.ringtail.sink.http.."));

  @ArchTest
  static final ArchRule httpKnowsNothingOfWhatItCarries =
      noClasses()
          .that()
          .resideInAPackage("io.ringtail.sink.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.ringtail.sink.aws..");

  @ArchTest
  static final ArchRule aSinkKnowsNeitherProducersNorTheStagesBefore =
      noClasses()
          .that()
          .resideInAPackage("io.ringtail.sink.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.ringtail.ring..",
              "io.ringtail.encode..",
              "io.ringtail.pipeline..",
              "io.ringtail.logback..",
              "io.ringtail.node..",
              "ch.qos.logback..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule theNodeAgentKnowsNoDestination =
      noClasses()
          .that()
          .resideInAPackage("io.ringtail.node..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ringtail.sink.*..", "software.amazon..");
}
