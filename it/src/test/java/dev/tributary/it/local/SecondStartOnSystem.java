package dev.tributary.it.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.UpProcess;
import dev.tributary.runners.processes.home.Endpoints;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second start on a machine where a system runs: it says why it can't, in one line. */
abstract class SecondStartOnSystem {
  /** Where the running system is reached. */
  protected abstract Endpoints endpoints();

  /** The running system's home. */
  protected abstract TempHome home();

  @Test
  void tellsASecondStartWhoRunsAlready() throws Exception {
    try (UpProcess second = UpProcess.start(home().home(), Map.of())) {
      assertThat(second.awaitEnd(Duration.ofMinutes(4))).isEqualTo(1);
      assertThat(second.text().strip().lines())
          .singleElement()
          .asString()
          .contains("runs already", home().folder().toString(), "http://" + endpoints().http())
          .contains("-Dtributary.home=DIR");
    }
  }

  @Test
  void namesAPortThatIsTakenAndWhatToDo() throws Exception {
    try (TempHome other = TempHome.make();
        UpProcess second =
            UpProcess.start(
                other.home(), Map.of("tributary.kafka.port", port(endpoints().kafka())))) {
      assertThat(second.awaitEnd(Duration.ofMinutes(4))).isEqualTo(1);
      assertThat(second.text().strip().lines())
          .singleElement()
          .asString()
          .contains("Port " + port(endpoints().kafka()) + " for kafka is taken")
          .contains("-Dtributary.kafka.port=N");
    }
  }

  private static String port(String address) {
    return address.substring(address.lastIndexOf(':') + 1);
  }
}
