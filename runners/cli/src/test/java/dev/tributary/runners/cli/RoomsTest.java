package dev.tributary.runners.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of the runners: how big they are, and which may use which. */
final class RoomsTest {
  private static final String ROOT = "dev.tributary.runners";
  private static final int MOST_CLASSES = 20;
  private static final int DEEPEST = 16;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void haveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void letProcessesNeedNoLibraryAndNoOtherModule() {
    mayUse("processes.home", "java..");
    mayUse("processes.parent", "java..");
    mayUse("processes.command", "java..", "picocli..");
    mayUse("processes", "java..", ROOT + ".processes.home", ROOT + ".processes.parent");
  }

  @Test
  void letFlinkUseNeitherTheLocalSystemNorItsOwnLaunchFromBelow() {
    usesNot("flink..", List.of("local..", "cli.."));
    usesNot("flink.client", List.of("flink", "flink.cluster", "flink.setup"));
    usesNot("flink.setup", List.of("flink", "flink.cluster", "flink.client"));
    usesNot("flink.cluster", List.of("flink"));
    mayUse("flink.setup", "java..", "org.apache.flink..");
  }

  @Test
  void letTheLocalSystemStartPartsAndKnowNoCommand() {
    usesNot("local..", List.of("cli..", "flink.."));
    usesNot("local.parts", List.of("local"));
  }

  /** They answer at once: what loads Beam does not. */
  @Test
  void letCommandsThatAskNeedNeitherThePipelineNorTheOtherCommands() {
    mayUse("cli.output", "java..", "picocli..", "com.fasterxml.jackson..");
    usesNot("cli.ask", List.of("cli", "flink..", "local.."));
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".cli.ask")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tributary.pipeline..", "dev.tributary.ledger..")
        .check(CLASSES);
  }

  /** {@code mvn -Psql} starts it with nothing else on the classpath. */
  @Test
  void letSqlNeedNothingButTheHome() {
    classes()
        .that()
        .haveFullyQualifiedName(Sql.class.getName())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", ROOT + ".processes.home")
        .check(CLASSES);
  }

  @Test
  void holdAtMostTwentyClassesAndSayWhatTheyAreFor() throws IOException {
    Map<Path, List<Path>> packages;
    try (Stream<Path> all = Files.walk(Path.of(".."), DEEPEST)) {
      packages =
          all.filter(path -> path.toString().contains("/src/main/java/"))
              .filter(path -> path.toString().endsWith(".java"))
              .collect(Collectors.groupingBy(Path::getParent));
    }
    assertThat(packages).hasSizeGreaterThan(10);
    packages.forEach(
        (folder, files) -> {
          assertThat(files).as("files in %s", folder).hasSizeLessThanOrEqualTo(MOST_CLASSES + 1);
          assertThat(folder.resolve("package-info.java")).exists();
        });
  }

  private static void mayUse(String room, String... packages) {
    String self = ROOT + "." + room;
    classes()
        .that()
        .resideInAPackage(self)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(Stream.of(self), Stream.of(packages)).toArray(String[]::new))
        .check(CLASSES);
  }

  private static void usesNot(String room, List<String> none) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(none.stream().map(each -> ROOT + "." + each).toArray(String[]::new))
        .check(CLASSES);
  }
}
