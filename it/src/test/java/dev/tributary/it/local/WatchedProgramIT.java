package dev.tributary.it.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The jar that goes first on the classpath of every program that is started. */
final class WatchedProgramIT {
  private static final List<String> OPENED = List.of("--add-opens=java.base/java.net=ALL-UNNAMED");

  /** Runs for ever. */
  public static final class Endless {
    private Endless() {}

    /** Waits for its own end. */
    public static void main(String[] args) throws InterruptedException {
      Thread.currentThread().join();
    }
  }

  /** Opens ports without saying where, in the ways of Hive and of Netty. */
  public static final class OpensPorts {
    private OpensPorts() {}

    /** Prints where they are. */
    public static void main(String[] args) throws IOException {
      try (var socket = new ServerSocket(0);
          var channel = ServerSocketChannel.open().bind(new InetSocketAddress(0))) {
        System.out.println(socket.getInetAddress().isLoopbackAddress());
        System.out.println(
            ((InetSocketAddress) channel.getLocalAddress()).getAddress().isLoopbackAddress());
      }
    }
  }

  @Test
  void haltsAProgramWhoseParentIsKilled() throws Exception {
    Process parent = new ProcessBuilder("sleep", "3000").start();
    Process program = watched(OPENED, parent.pid(), Endless.class);
    try {
      parent.destroyForcibly();
      assertThat(program.waitFor(4, TimeUnit.MINUTES)).isTrue();
      assertThat(program.exitValue()).isEqualTo(137);
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void haltsAtOnceWhenTheParentIsGoneBefore() throws Exception {
    Process parent = new ProcessBuilder("true").start();
    parent.waitFor();
    Process program = watched(OPENED, parent.pid(), Endless.class);
    try {
      assertThat(program.waitFor(4, TimeUnit.MINUTES)).isTrue();
      assertThat(program.exitValue()).isEqualTo(137);
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void keepsPortsThatAreOpenedWithoutAnAddressToThisMachine() throws Exception {
    Process program = watched(OPENED, ProcessHandle.current().pid(), OpensPorts.class);
    assertThat(printed(program)).isEqualTo("true\ntrue\n");
    assertThat(program.waitFor()).isZero();
  }

  @Test
  void startsNothingWhereItCannotDoSo() throws Exception {
    Process program = watched(List.of(), ProcessHandle.current().pid(), OpensPorts.class);
    assertThat(printed(program))
        .contains("Cannot keep this program to the loopback address: it needs --add-opens=")
        .doesNotContain("true\n");
    assertThat(program.waitFor()).isEqualTo(1);
  }

  private static String printed(Process program) throws IOException {
    return new String(program.getInputStream().readAllBytes(), UTF_8);
  }

  private static Process watched(List<String> options, long parent, Class<?> program)
      throws Exception {
    Path classes = Path.of(program.getProtectionDomain().getCodeSource().getLocation().toURI());
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Dtributary.parent=" + parent,
            "-cp",
            StartedPart.checkout().processes() + ":" + classes,
            "dev.tributary.runners.processes.parent.WatchedProgram",
            program.getName()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
