package dev.tributary.pipeline.hours;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the hours of a pipeline are sealed and kept.
 *
 * @param log the log, as the launch that owns it
 * @param lake where the table is
 * @param metastore where its partitions are registered, or null
 * @param topics the topics whose lanes must be past an hour
 * @param allowedLateness how long after its end an hour stays open
 */
public record Hours(
    LogAccess log,
    Lake lake,
    MetastoreAddress metastore,
    List<String> topics,
    Duration allowedLateness)
    implements Serializable {
  public Hours {
    topics = List.copyOf(topics);
  }

  /** The table. */
  public HoursTable table() throws IOException {
    return HoursTable.of(log, lake, Optional.ofNullable(metastore));
  }

  /**
   * What seals them.
   *
   * @param append appends to the log
   */
  public HourSealing sealing(Consumer<LogRecord.Sealed> append) {
    return HourSealing.of(this, append);
  }
}
