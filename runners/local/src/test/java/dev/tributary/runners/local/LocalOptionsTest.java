package dev.tributary.runners.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.runners.processes.home.CannotStartException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class LocalOptionsTest {
  private final Properties properties = new Properties();

  @Test
  void compactsUnlessItIsOff() {
    assertThat(LocalOptions.asked(properties).compacts()).isTrue();
    properties.setProperty("tributary.compaction", "off");
    assertThat(LocalOptions.asked(properties).compacts()).isFalse();
    properties.setProperty("tributary.compaction", "no");
    assertThatThrownBy(() -> LocalOptions.asked(properties))
        .isInstanceOf(CannotStartException.class)
        .hasMessage("-Dtributary.compaction must be on or off: no");
  }

  @Test
  void tellsTheCompactionHowLongRowsStay() {
    assertThat(LocalOptions.asked(properties).compaction()).isEmpty();
    properties.setProperty("tributary.retain", "P30D");
    properties.setProperty("tributary.retainDeadLetters", "PT0S");
    assertThat(LocalOptions.asked(properties).compaction())
        .containsExactly("--retain=P30D", "--retainDeadLetters=PT0S");
    properties.setProperty("tributary.retain", "30");
    assertThatThrownBy(() -> LocalOptions.asked(properties))
        .isInstanceOf(CannotStartException.class)
        .hasMessage(
            "-Dtributary.retain must be an ISO-8601 duration of P1D to P36500D, or PT0S: for ever:"
                + " 30");
  }

  @Test
  void givesThePipelineWhatStandsBetweenSpaces() {
    assertThat(LocalOptions.asked(properties).pipeline()).isEmpty();
    properties.setProperty("tributary.pipeline.options", " --parquetWriter=fast  --name=a ");
    assertThat(LocalOptions.asked(properties).pipeline())
        .containsExactly("--parquetWriter=fast", "--name=a");
  }
}
