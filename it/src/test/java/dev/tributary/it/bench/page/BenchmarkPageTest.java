package dev.tributary.it.bench.page;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/benchmarks.md says what the figures in docs/benchmarks say. */
final class BenchmarkPageTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final int MOST_LINES = 90;

  @Test
  void isMadeFromTheFigures() throws IOException {
    assertThat(Files.readString(DOCS.resolve("benchmarks.md")))
        .as("write it with: mvn -q -Pbench -Dbench=page")
        .isEqualTo(BenchmarkPage.of(DOCS.resolve("benchmarks")));
  }

  @Test
  void givesTheReadmeItsFigures() throws IOException {
    assertThat(Files.readString(DOCS.resolve("../README.md")))
        .contains(" " + figure("freshness", "freshness p50 s") + " s after the 2xx (median)")
        .contains(
            figure("pipeline-default", "tributary-default marginal CPU, µs an event")
                + " µs of CPU");
  }

  private static String figure(String benchmark, String name) throws IOException {
    Path file = DOCS.resolve("benchmarks").resolve(benchmark + ".json");
    return Row.text(Row.number(new ObjectMapper().readTree(Files.readAllBytes(file)), name));
  }

  @Test
  void isShort() throws IOException {
    assertThat(Files.readAllLines(DOCS.resolve("benchmarks.md"))).hasSizeLessThan(MOST_LINES + 1);
  }

  @Test
  void usesEachFileOfFigures() throws IOException {
    List<String> used = Sections.ALL.stream().map(section -> section.file() + ".json").toList();

    try (Stream<Path> files = Files.list(DOCS.resolve("benchmarks"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".json"))
          .containsExactlyInAnyOrderElementsOf(used);
    }
  }

  @Test
  void saysWhetherATargetIsMet() throws IOException {
    var figures = new ObjectMapper().readTree(json("{'fast':4.5,'slow':12345.6}"));

    assertThat(Row.of("a", "fast", Target.atMost(4.5)).line(figures))
        .isEqualTo("| a | **4.5** | ≤ 4.5 | yes |");
    assertThat(Row.of("b", "slow", Target.atMost(10_000)).line(figures))
        .isEqualTo("| b | **12,346** | ≤ 10,000 | **no** |");
    assertThat(Row.of("c", "slow").line(figures)).isEqualTo("| c | **12,346** |  |  |");
  }

  @Test
  void namesAFigureThatIsMissing() throws IOException {
    var figures = new ObjectMapper().readTree(json("{'fast':'quite'}"));

    assertThatThrownBy(() -> Row.of("a", "fast").line(figures))
        .hasMessage("The figures must have a number: fast");
  }
}
