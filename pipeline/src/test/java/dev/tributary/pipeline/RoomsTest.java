package dev.tributary.pipeline;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rooms of schemas, ledger and pipeline: small enough to learn, and arrows go one way. */
final class RoomsTest {
  private static final long MOST_CLASSES = 20;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "dev.tributary.schemas", "dev.tributary.ledger", "dev.tributary.pipeline");

  @Test
  void holdAtMostTwentyClassesEach() {
    Map<String, Long> sizes =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !isPackageInfo(type))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(sizes).hasSizeGreaterThan(25);
    sizes.values().removeIf(size -> size <= MOST_CLASSES);
    assertThat(sizes).as("rooms with more than %d classes", MOST_CLASSES).isEmpty();
  }

  @Test
  void needEachOtherInOneDirectionOnly() {
    slices().matching("dev.tributary.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void sayWhatLivesInThem() {
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .allSatisfy(
            room ->
                assertThat(
                        getClass()
                            .getResource("/" + room.replace('.', '/') + "/package-info.class"))
                    .as("package-info.java of %s", room)
                    .isNotNull());
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }
}
