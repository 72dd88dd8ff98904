package dev.tributary.runners.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.runners.processes.command.CommandRun;
import dev.tributary.runners.processes.home.CannotStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterSettingsTest {
  private final List<ClusterSettings> started = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Test
  void startsTwoTaskManagersUnlessToldOtherwise() {
    ClusterSettings settings = of();
    assertThat(settings.taskManagers()).isEqualTo(2);
    assertThat(settings.slots()).isEqualTo(2);
    assertThat(settings.restPort()).isEqualTo(8081);
    assertThat(settings.webSubmit()).isFalse();
    assertThat(settings.home()).endsWithRaw(Path.of(".tributary", "flink"));
  }

  @Test
  void takesEachOption() {
    assertThat(
            of(
                "--home=/x",
                "--restPort=1",
                "--rpcPort=2",
                "--taskManagers=3",
                "--slots=4",
                "--taskManagerHeapMiB=500",
                "--webSubmit"))
        .isEqualTo(new ClusterSettings(Path.of("/x"), 1, 2, 3, 4, 500, true));
    assertThat(of("--webSubmit=false").webSubmit()).isFalse();
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThat(run("--restPort=70000", "--slots=none", "--colour=blue")).isEqualTo(2);
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("'--restPort': must be 0 to 65535: 70000")
        .contains("'--slots': must be 1 to 100: none")
        .contains("Unknown option: '--colour=blue'");
    assertThat(started).isEmpty();
  }

  @Test
  void refusesAnOptionThatIsGivenTwice() {
    assertThat(run("--slots=1", "--slots=2")).isEqualTo(2);
    assertThat(problems).singleElement().asString().contains("'--slots' (N)", "only once");
  }

  @Test
  void choosesFreePortsForZero() {
    ClusterSettings settings = of("--restPort=0", "--rpcPort=0").withFreePorts();
    assertThat(settings.restPort()).isPositive().isNotEqualTo(settings.rpcPort());
  }

  @Test
  void namesAPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> of("--restPort=" + taken.getLocalPort()).withFreePorts())
          .isInstanceOf(CannotStartException.class)
          .hasMessageStartingWith("Port " + taken.getLocalPort() + " for Flink's REST API is taken")
          .hasMessageContaining("--restPort=N");
    }
  }

  private ClusterSettings of(String... args) {
    assertThat(run(args)).as("%s", problems).isZero();
    return started.get(started.size() - 1);
  }

  private int run(String... args) {
    return new CommandRun(
            thrown -> {
              problems.add(thrown.getMessage());
              return thrown.getMessage();
            })
        .run(
            new ClusterCommand(
                settings -> {
                  started.add(settings);
                  return 0;
                }),
            List.of(args));
  }
}
