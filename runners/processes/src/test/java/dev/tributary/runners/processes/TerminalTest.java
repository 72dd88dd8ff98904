package dev.tributary.runners.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

  @Test
  void countsSecondsOnATerminalAndWipesThemBeforeALine() {
    Terminal terminal = terminal(true);
    terminal.progress(Map.of("kafka", Duration.ofSeconds(3)));
    terminal.line("done");
    assertThat(text()).isEqualTo("\r\u001b[K  starting: kafka 3 s\r\u001b[Kdone\n");
  }

  @Test
  void writesWholeLinesAndNoControlCharactersIntoAPipe() {
    Terminal terminal = terminal(false);
    terminal.progress(Map.of("kafka", Duration.ofSeconds(3)));
    terminal.line("done");
    assertThat(text()).isEqualTo("done\n");
  }

  private Terminal terminal(boolean terminal) {
    return new Terminal(new PrintStream(seen, true, StandardCharsets.UTF_8), terminal);
  }

  private String text() {
    return seen.toString(StandardCharsets.UTF_8);
  }
}
