package dev.tributary.ledger.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.StagedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any path that a commit can name comes back as it was; the usual ones take few bytes. */
final class PackedPathTest {
  private static final String UUID = "1f0c9a7e-4b1d-4c6e-9a53-0d3a6c1b2e4f";
  private static final String NAME = "2-VZk4pR3LQHSdEbdCDX0aOw-" + UUID + ".parquet";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events/event_type=a/dt=2026-11-24/hour=01/" + NAME,
        "dead_letters/dt=2026-11-24/" + NAME,
        "events/event_type=a/dt=1970-01-01/hour=23/" + NAME,
        "events/event_type=a/dt=1969-12-31/hour=23/" + NAME,
        "dead_letters/dt=1969-12-31/" + NAME,
        "events/event_type=a/dt=2026-11-24/hour=1a/" + NAME,
        "events/event_type=a/dt=2026-11-24/hour=01/c-1.parquet",
        "events/event_type=a/dt=2026-11-24/hour=01/1",
        "events/event_type=a/dt=2026-11-24/hour=01/-" + UUID + ".parquet",
        "events/event_type=a/dt=2026-11-24/hour=01/" + UUID + ".parquet",
        "events/event_type=a/dt=2026-11-24/hour=01/x_" + UUID + ".parquet",
        "events/event_type=a/dt=2026-11-24/hour=01/x-1-1-1-1-000000000000000000000000000-1.parquet",
        "events/event_type=a/dt=2026-11-24/hour=01/x-1F0C9A7E-4b1d-4c6e-9a53-0d3a6c1b2e4f.parquet"
      })
  void comesBackAsItWas(String path) {
    assertThat(new StagedFile("_staging/x", path, 1, 1).path()).isEqualTo(path); // a commit has it
    var lanes = new LaneNumbers();
    assertThat(PackedPath.read(lanes, new ByteReader(packed(path, lanes)))).isEqualTo(path);
  }

  @Test
  void takesFewBytes() {
    String path = "events/event_type=sign_up/dt=2026-11-24/hour=01/" + NAME;

    assertThat(packed(path, new LaneNumbers())).hasSizeLessThan(32);
  }

  private static byte[] packed(String path, LaneNumbers lanes) {
    var out = new ByteWriter();
    PackedPath.write(path, lanes, out);
    return out.bytes();
  }
}
