package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.FlinkRestAccess;
import dev.tributary.it.support.Listener;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reaches a Flink cluster of ours, and what it does for strangers. */
final class ClusterAccessIT {
  private static TempHome home;
  private static FlinkCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    home = TempHome.make();
    cluster = FlinkCluster.start(home.folder());
  }

  @AfterAll
  static void stop() throws IOException {
    try (TempHome deletedLast = home) {
      assertThat(deletedLast).isNotNull();
      cluster.close();
    }
  }

  @Test
  void listensForNobodyButThisMachine() throws IOException {
    List<Listener> listeners = Listener.of(cluster.processes());
    assertThat(listeners).hasSizeGreaterThan(4).extracting(Listener::port).contains(cluster.port());
    assertThat(listeners).allMatch(Listener::isLocal, "listens on a loopback address");
  }

  @Test
  void takesNoJarAndAnswersNoForeignPage() throws IOException {
    new FlinkRestAccess(cluster.port()).assertRefusesStrangers();
  }
}
