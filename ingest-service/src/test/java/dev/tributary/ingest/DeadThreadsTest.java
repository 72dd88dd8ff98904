package dev.tributary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeadThreadsTest {
  @Test
  void endTheProcess() throws Exception {
    Process process = run("platform");
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(DeadThreads.EXIT_CODE);
    assertThat(log).contains("Lost a thread", "thread=of-the-service", "StackOverflowError");
  }

  @Test
  void areOnlyTheirConnectionsWhenTheyAreVirtual() throws Exception {
    Process process = run("virtual");
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(log).contains("Ended a connection");
  }

  /** Helidon ends its listener for good when it gets no file for a connection. */
  @Test
  void endTheProcessWhenItDoesNotListenAnyMore() throws Exception {
    String java = java() + " -cp \"$0\" -Dserver.host=127.0.0.1 -Dserver.port=0";
    String settings = " -Dserver.max-connections=100000 -Dkafka.bootstrap-servers=127.0.0.1:1 ";
    Process process =
        start(
            "sh",
            "-c",
            "ulimit -n 256; exec " + java + settings + Main.class.getName(),
            System.getProperty("java.class.path"));
    List<Socket> held = new ArrayList<>();
    try (var lines = process.inputReader()) {
      Matcher started = Pattern.compile("Started .* port=(\\d+) .*").matcher("");
      while (!started.reset(lines.readLine()).find()) {
        // what it says before
      }
      int port = Integer.parseInt(started.group(1));
      held.add(new Socket(InetAddress.getLoopbackAddress(), port)); // the JDK's poller gets a file
      try (Socket served = new Socket(InetAddress.getLoopbackAddress(), port)) {
        served.getOutputStream().write("GET /health/live HTTP/1.0\r\n\r\n".getBytes());
        served.getInputStream().readAllBytes();
      }
      for (int n = 0; n < 256; n++) {
        held.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(DeadThreads.EXIT_CODE);
      assertThat(lines.lines()).anyMatch(line -> line.contains("Cannot connect to itself"));
    } finally {
      process.destroyForcibly();
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private static Process run(String kind) throws Exception {
    return start(java(), "-cp", System.getProperty("java.class.path"), Dying.class.getName(), kind);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** A service one of whose threads dies; it would wait for ever if nobody noticed. */
  static final class Dying {
    private Dying() {}

    public static void main(String[] args) throws Exception {
      DeadThreads.endTheProcess();
      Runnable death =
          () -> {
            throw new StackOverflowError("planted");
          };
      if (args[0].equals("virtual")) {
        Thread.ofVirtual().start(death).join();
        return;
      }
      Thread.ofPlatform().name("of-the-service").start(death);
      Thread.currentThread().join();
    }
  }
}
