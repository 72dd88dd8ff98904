package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Description;
import org.junit.jupiter.api.Test;

/** docs/options.md says what the options' own descriptions say, of each option. */
final class OptionsDocTest {
  private static final Path DOC = Path.of("..", "docs", "options.md");

  @Test
  void documentsEachOptionInItsOwnWords() throws IOException {
    String table =
        Arrays.stream(EventPipelineOptions.class.getDeclaredMethods())
            .filter(method -> method.getName().startsWith("get"))
            .sorted(Comparator.comparing(Method::getName))
            .map(OptionsDocTest::row)
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(DOC))
        .as("the rows that belong in %s:%n%s", DOC, table)
        .contains(table);
  }

  private static String row(Method getter) {
    String name = getter.getName().substring(3, 4).toLowerCase() + getter.getName().substring(4);
    String text = getter.getAnnotation(Description.class).value();
    assertThat(text)
        .as("ends in default or example: %s", name)
        .containsPattern("Default: |Example: ");
    return "| `--" + name + "` | " + text + " |";
  }
}
