package dev.tributary.runners.processes.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class PortsTest {
  @Test
  void areTheDocumentedOnesWhenNothingIsAsked() {
    assertThat(Ports.asked(new Properties())).isEqualTo(new Ports(5000, 29092, 9083, 8080));
  }

  @Test
  void areFourDifferentFreeOnesForZeros() {
    Ports ports = new Ports(0, 0, 0, 0).free();
    assertThat(new int[] {ports.http(), ports.kafka(), ports.metastore(), ports.presto()})
        .doesNotHaveDuplicates()
        .doesNotContain(0);
  }

  @Test
  void nameTheTakenPortItsPartAndTheProperty() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(0, 0, 0, taken.getLocalPort());
      assertThatThrownBy(ports::free)
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Port %d for presto is taken: stop the program that has it, or choose another port with -Dtributary.presto.port=N (0: any free one)",
              taken.getLocalPort());
    }
  }

  @Test
  void refuseWhatIsNoPort() {
    for (String value : new String[] {"-1", "65536", "http", "80 80"}) {
      var asked = new Properties();
      asked.setProperty("tributary.http.port", value);
      assertThatThrownBy(() -> Ports.asked(asked))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "-Dtributary.http.port must be a port from 0 to 65535, 0 for any free one: %s",
              value);
    }
  }
}
