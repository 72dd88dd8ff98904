package dev.tributary.ingest;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages of the service: small, without cycles, and used as each package-info says. */
class PackagesTest {
  private static final String BASE = "dev.tributary.ingest";
  private static final String ROOT = "root";
  private static final int MOST_CLASSES = 20;
  private static final Pattern ARROWS =
      Pattern.compile("It uses (.+)\\. It is used by (.+)\\. package ");
  private static final Pattern NAME = Pattern.compile("\\{@code ([^}]+)}|the (root) package");
  private static final JavaClasses CLASSES = mainClasses();

  @Test
  void keepsEachPackageSmall() {
    Map<String, Set<String>> classes = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      if (type.isTopLevelClass()) {
        classes.computeIfAbsent(room(type), first -> new TreeSet<>()).add(type.getSimpleName());
      }
    }

    assertThat(classes)
        .hasSizeGreaterThan(10)
        .allSatisfy((room, types) -> assertThat(types).hasSizeLessThanOrEqualTo(MOST_CLASSES));
  }

  @Test
  void hasNoCycleBetweenPackages() {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void usesWhatEachPackageInfoSays() throws IOException {
    Set<String> said = new TreeSet<>();
    for (String room : rooms()) {
      names(info(room).group(1)).forEach(used -> said.add(arrow(room, used)));
    }

    assertThat(said).containsExactlyElementsOf(arrows());
  }

  @Test
  void isUsedByThePackagesThatEachPackageInfoSays() throws IOException {
    Set<String> said = new TreeSet<>();
    for (String room : rooms()) {
      names(info(room).group(2)).forEach(user -> said.add(arrow(user, room)));
    }

    assertThat(said).containsExactlyElementsOf(arrows());
  }

  private static Set<String> rooms() {
    return CLASSES.stream().map(PackagesTest::room).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Who uses whom, by the compiled classes. */
  private static Set<String> arrows() {
    Set<String> arrows = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        if (isOurs(used) && !room(used).equals(room(type))) {
          arrows.add(arrow(room(type), room(used)));
        }
      }
    }
    return arrows;
  }

  private static String arrow(String from, String to) {
    return from + " -> " + to;
  }

  /** The second and third sentence of the room's package-info. */
  private static MatchResult info(String room) throws IOException {
    Path folder = Path.of("src", "main", "java", "dev", "tributary", "ingest");
    Path file =
        folder
            .resolve(room.equals(ROOT) ? "" : room.replace('.', '/'))
            .resolve("package-info.java");
    Matcher arrows = ARROWS.matcher(Files.readString(file).replaceAll("\\s+(\\*/?\\s+)?", " "));
    assertThat(arrows.find()).as("%s says what it uses and what uses it", file).isTrue();
    return arrows.toMatchResult();
  }

  private static Set<String> names(String sentence) {
    return NAME.matcher(sentence)
        .results()
        .map(name -> name.group(1) == null ? name.group(2) : name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(BASE + ".");
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(BASE) ? ROOT : name.substring(BASE.length() + 1);
  }

  private static JavaClasses mainClasses() {
    try {
      return new ClassFileImporter()
          .importPath(
              Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find the compiled classes of the service", e);
    }
  }

  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isOurs(type) ? SliceIdentifier.of(room(type)) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
