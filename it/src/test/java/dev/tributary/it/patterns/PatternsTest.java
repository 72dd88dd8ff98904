package dev.tributary.it.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Java's regular expressions backtrack: one that meets a client's text can take hours for a line.
 * So each of the product's is in {@code patterns.txt}, with the reason why it is linear or meets no
 * client's text.
 */
final class PatternsTest {
  private static final int DEEPEST = 7; // runners/local/parts/PART/src/main/java
  private static final String WHAT_TO_DO =
      "Each regular expression of the product must be in it/src/test/resources/patterns.txt with"
          + " the reason why it is linear or meets no client's text; plain code is better";

  @Test
  void areAllReviewed() throws IOException {
    Set<PatternCall> found = new TreeSet<>();
    for (Path module : modules()) {
      Path classes = module.resolve("target/classes");
      assertThat(classes).as("build the module first").isDirectory();
      found.addAll(PatternCalls.in(classes));
    }
    found.removeIf(PatternCall::isPlain);

    Set<PatternCall> reviewed = reviewed();
    assertThat(found).as(WHAT_TO_DO).filteredOn(call -> !reviewed.contains(call)).isEmpty();
    assertThat(reviewed).as("Not in the product any more").isSubsetOf(found);
  }

  @Test
  void seesAllWaysToMakeOne() throws IOException {
    Path classes = Path.of("target/test-classes/dev/tributary/it/patterns");

    assertThat(PatternCalls.in(classes))
        .filteredOn(call -> call.type().equals("PatternsTest"))
        .extracting(PatternCall::pattern)
        .containsExactlyInAnyOrder(
            "a+", "b+", "c+", "d+", "e+", ",", PatternCall.COMPUTED, " \\| ");
  }

  /** Never called: what the test above looks for. */
  @SuppressWarnings("unused")
  private static Object ways(String text) {
    return Stream.of(
        Pattern.compile("a+", Pattern.CASE_INSENSITIVE),
        text.matches("b+"),
        text.replaceAll("c+", "x"),
        text.replaceFirst("d+", text),
        text.split("e+", 2),
        text.split(","),
        Pattern.compile(text));
  }

  /** Folders with code of the product: all but what tests and benchmarks are made of. */
  private static List<Path> modules() throws IOException {
    Path root = Path.of("..").toRealPath();
    try (Stream<Path> all = Files.walk(root, DEEPEST)) {
      return all.filter(path -> path.endsWith("src/main/java"))
          .map(path -> path.getParent().getParent().getParent())
          .filter(module -> !module.startsWith(root.resolve("it")))
          .toList();
    }
  }

  /** Lines of {@code class | pattern | reason}; those that begin with # are for people. */
  private static Set<PatternCall> reviewed() throws IOException {
    try (InputStream in = PatternsTest.class.getResourceAsStream("/patterns.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(PatternsTest::reviewed)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static PatternCall reviewed(String line) {
    String[] parts = line.split(" \\| ");
    assertThat(parts).as("class | pattern | reason: " + line).hasSize(3);
    return new PatternCall(parts[0], parts[1]);
  }
}
