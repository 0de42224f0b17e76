package io.ringtail.node.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.ringtail.node.entry.StdStream;

/** Who may import whom within the node agent, and what it may see of everything else. */
@AnalyzeClasses(packages = "io.ringtail.node", importOptions = ImportOption.DoNotIncludeTests.class)
final class NodeImportRulesTest {
  @ArchTest
  static final ArchRule theNodeAgentKnowsNeitherProducersNorTheirPipeline =
      noClasses()
          .that()
          .resideInAPackage("io.ringtail.node..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ch.qos.logback..",
              "org.slf4j..",
              "net.bytebuddy..",
              "io.ringtail.ring..",
              "io.ringtail.pipeline..",
              "io.ringtail.logback..",
              "io.ringtail.javaagent..",
              "io.ringtail.console..");

  @ArchTest
  static final ArchRule destinationsAreKnownByTheirInterfaceOnly =
      noClasses()
          .that()
          .resideInAPackage("io.ringtail.node..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ringtail.sink.*..", "software.amazon..");

  @ArchTest
  static final ArchRule theClusterIsKnownToTheKubernetesPackageOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.ringtail.node.kubernetes..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest static final ArchRule configKnowsNoStage = stage("config");

  @ArchTest static final ArchRule checkpointKnowsNoStage = stage("checkpoint");

  @ArchTest static final ArchRule httpKnowsNoStage = stage("http");

  @ArchTest static final ArchRule cliKnowsTheConfigurationOnly = stage("cli", "config");

  @ArchTest static final ArchRule entryKnowsWhoWroteIt = stage("entry", "kubernetes");

  /** The stream's name is the one word of an entry that pods use, too. */
  @ArchTest
  static final ArchRule kubernetesKnowsNoStage =
      classes()
          .that()
          .resideInAPackage("io.ringtail.node.kubernetes..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.ringtail.node.kubernetes..", "io.ringtail.node.config..")
                  .or(type(StdStream.class))
                  .or(not(resideInAnyPackage("io.ringtail.node.."))));

  @ArchTest
  static final ArchRule filesKnowCheckpointsAndEntries =
      stage("files", "config", "checkpoint", "entry", "kubernetes");

  @ArchTest
  static final ArchRule theJournalKnowsCheckpointsAndEntries =
      stage("journal", "config", "checkpoint", "entry");

  @ArchTest static final ArchRule formatKnowsEntries = stage("format", "config", "entry");

  @ArchTest
  static final ArchRule recordKnowsEntries = stage("record", "config", "entry", "kubernetes");

  @ArchTest
  static final ArchRule routeKnowsEntries = stage("route", "config", "entry", "kubernetes");

  @ArchTest static final ArchRule deliverKnowsProgressOnly = stage("deliver", "entry");

  @ArchTest
  static final ArchRule onlyAgentSeesAllStages =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.ringtail.node", "io.ringtail.node.agent")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ringtail.node", "io.ringtail.node.agent");

  @ArchTest
  static final ArchRule noPackagesDependOnEachOtherInACircle =
      slices()
          .matching("io.ringtail.node.(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(alwaysTrue(), type(StdStream.class));

  private static ArchRule stage(String name, String... known) {
    String[] allowed = new String[known.length + 1];
    allowed[0] = "io.ringtail.node." + name + "..";
    for (int i = 0; i < known.length; i++) {
      allowed[i + 1] = "io.ringtail.node." + known[i] + "..";
    }
    return classes()
        .that()
        .resideInAPackage("io.ringtail.node." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAnyPackage("io.ringtail.node.."))));
  }
}
