package dev.tributary.runners.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

  @Test
  void countsSecondsOnATerminalAndWipesThemBeforeALine() {
    Console console = console(true);
    console.progress(Map.of("kafka", Duration.ofSeconds(3)));
    console.line("done");
    assertThat(text()).isEqualTo("\r\u001b[K  starting: kafka 3 s\r\u001b[Kdone\n");
  }

  @Test
  void writesWholeLinesAndNoControlCharactersIntoAPipe() {
    Console console = console(false);
    console.progress(Map.of("kafka", Duration.ofSeconds(3)));
    console.line("done");
    assertThat(text()).isEqualTo("done\n");
  }

  private Console console(boolean terminal) {
    return new Console(new PrintStream(seen, true, StandardCharsets.UTF_8), terminal);
  }

  private String text() {
    return seen.toString(StandardCharsets.UTF_8);
  }
}
