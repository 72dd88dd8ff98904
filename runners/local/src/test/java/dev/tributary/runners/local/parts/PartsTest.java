package dev.tributary.runners.local.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {
  private static final Checkout CHECKOUT = new Checkout(Path.of("checkout"));
  private static final Home HOME = new Home(Path.of("home"));

  /** One that takes longer is killed: however busy the machine is, Ctrl-C is soon over. */
  @Test
  void haveAllTogetherThirtySecondsForAnOrderlyEnd() {
    List<Part> parts =
        List.of(
            new KafkaPart(CHECKOUT, HOME, 1),
            new MetastorePart(CHECKOUT, HOME, 2),
            new PrestoPart(CHECKOUT, HOME, 3, 2),
            new PipelinePart(CHECKOUT, HOME, "kafka", "metastore", List.of("--parquetWriter=fast")),
            new CompactionPart(CHECKOUT, HOME, "kafka", "metastore", List.of()),
            new IngestServicePart(CHECKOUT, 4, "kafka"));

    assertThat(parts.stream().map(Part::stopWithin).reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  /**
   * A compaction of another name, or with another rule for duplicates, would be of another lake.
   */
  @Test
  void compactWhatThePipelineWritesAsItWritesIt() {
    List<String> words =
        CompactionPart.words(
            "kafka:1",
            "metastore:2",
            HOME.lake(),
            List.of("--name=mine", "--parquetWriter=fast", "--dedupeWindow=PT0S", "--retain=P30D"));
    assertThat(words)
        .contains("--retain=P30D")
        .contains("compact", "--every=PT1M", "--name=mine", "--keepDuplicates")
        .contains("--bootstrapServers=kafka:1", "--metastore=metastore:2")
        .doesNotContain("--parquetWriter=fast");
    assertThat(CompactionPart.words("kafka:1", "metastore:2", HOME.lake(), List.of()))
        .doesNotContain("--keepDuplicates");
  }
}
