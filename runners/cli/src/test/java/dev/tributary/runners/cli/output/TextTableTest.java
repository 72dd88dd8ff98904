package dev.tributary.runners.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TextTable table(String... names) {
    return new TextTable(List.of(names), new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @Test
  void putsValuesBelowEachOther() {
    TextTable table = table("host", "n");
    table.add(List.of("requester.game.com", "10"));
    table.add(List.of("a", "7"));
    table.flush();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            host               | n
            requester.game.com | 10
            a                  | 7
            """);
  }

  /** A client's text must not move the cursor or change the title of the window. */
  @Test
  void writesControlCharactersOut() {
    TextTable table = table("text");
    table.add(List.of("\u001b]0;owned\u0007\nnext\u009b31m"));
    table.flush();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("text\n\\u001b]0;owned\\u0007\\u000anext\\u009b31m\n");
  }

  @Test
  void printsAPageAtATime() {
    TextTable table = table("n");
    for (int i = 0; i < 1_200; i++) {
      table.add(List.of("" + i));
    }

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\n998\n").doesNotContain("1100");
    table.flush();
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n1199\n");
  }
}
