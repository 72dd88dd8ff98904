package dev.tributary.pipeline.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.lake.Lake;
import dev.tributary.pipeline.lake.LakeFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpkeepTest {
  @Test
  void deletesStagedFilesThatAreOlderThanAnyBatch(@TempDir Path root) throws Exception {
    LakeFiles files = new Lake(root.toString()).files();
    files.write("_staging/a.parquet", new byte[] {1});
    files.write("events/event_type=a/dt=d/hour=h/b.parquet", new byte[] {1});
    Instant old = Instant.now().plus(Upkeep.ORPHAN_AGE);

    Upkeep.collectOrphans(files, old.minus(Duration.ofMinutes(1)));
    assertThat(files.read("_staging/a.parquet")).isNotNull();

    Upkeep.collectOrphans(files, old.plus(Duration.ofMinutes(1)));
    assertThat(files.read("_staging/a.parquet")).isNull();
    assertThat(files.read("events/event_type=a/dt=d/hour=h/b.parquet")).isNotNull();
  }

  @Test
  void findsNothingInALakeWithoutStaging(@TempDir Path root) throws Exception {
    LakeFiles files = new Lake(root.toString()).files();
    Upkeep.collectOrphans(files, Instant.now());
    assertThat(files.changedBefore("_staging", Instant.now())).isEmpty();
  }
}
