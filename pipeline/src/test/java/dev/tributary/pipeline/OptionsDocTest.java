package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/options.md says what the options' own descriptions say, of each option. */
final class OptionsDocTest {
  private static final Path DOC = Path.of("..", "docs", "options.md");

  @Test
  void documentsEachOptionInItsOwnWords() throws IOException {
    String table =
        OptionsHelp.of(List.of(KafkaOptions.class, AccessOptions.class, EventPipelineOptions.class))
            .stream()
            .map(OptionsDocTest::row)
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(DOC))
        .as("the rows that belong in %s:%n%s", DOC, table)
        .contains(table);
  }

  private static String row(OptionsHelp.Option option) {
    assertThat(option.text())
        .as("ends in default or example: %s", option.name())
        .containsPattern("Default: |Example: ");
    return "| `" + option.name() + "` | " + option.text() + " |";
  }
}
