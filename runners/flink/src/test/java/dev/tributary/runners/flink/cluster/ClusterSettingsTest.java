package dev.tributary.runners.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.runners.processes.home.CannotStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ClusterSettingsTest {
  @Test
  void startsTwoTaskManagersUnlessToldOtherwise() {
    ClusterSettings settings = of();
    assertThat(settings.taskManagers()).isEqualTo(2);
    assertThat(settings.slots()).isEqualTo(2);
    assertThat(settings.restPort()).isEqualTo(8081);
    assertThat(settings.webSubmit()).isFalse();
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
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThatThrownBy(() -> of("--restPort=70000", "--slots=none", "--colour=blue"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--restPort must be 0 to 65535: 70000")
        .hasMessageContaining("--slots must be 1 to 100: none")
        .hasMessageContaining("unknown option --colour=blue");
  }

  @Test
  void refusesAnOptionThatIsGivenTwice() {
    assertThatThrownBy(() -> of("--slots=1", "--slots=2"))
        .hasMessageContaining("--slots is given twice");
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

  private static ClusterSettings of(String... args) {
    return ClusterSettings.of(args);
  }
}
