package dev.tributary.runners.processes;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the user sees. On a terminal one line counts the seconds of what is being started; in a pipe
 * there are whole lines only, without control characters. Thread safe.
 */
public final class Terminal {
  private static final String ERASE = "\r\u001b[K";
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final boolean terminal;
  private boolean counting;

  public Terminal(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public synchronized void line(String text) {
    if (counting) {
      out.print(ERASE);
      counting = false;
    }
    out.println(text);
    out.flush();
  }

  void ready(Part part, Duration took, boolean again) {
    line(
        "  %-15s %s %s   %s"
            .formatted(
                part.name(),
                again ? "is back after" : "ready after",
                seconds(took),
                part.address()));
  }

  void stopped(Part part, Duration took) {
    line("  %-15s stopped in %s".formatted(part.name(), seconds(took)));
  }

  /** Shows how long each part has been starting. */
  synchronized void progress(Map<String, Duration> starting) {
    if (!terminal || starting.isEmpty()) {
      return;
    }
    String text =
        starting.entrySet().stream()
            .map(part -> part.getKey() + " " + part.getValue().toSeconds() + " s")
            .collect(Collectors.joining(", ", "  starting: ", ""));
    out.print(ERASE + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
    out.flush();
    counting = true;
  }

  public static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
