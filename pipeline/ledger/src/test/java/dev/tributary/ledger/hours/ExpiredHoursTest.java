package dev.tributary.ledger.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hours whose rows expired, in the table of hours. */
final class ExpiredHoursTest {
  private static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  private static final String DAY = "dead_letters/dt=2026-11-24";
  private static final String AT = "2026-11-24T12:00:00Z";

  private final HourRows hours =
      new HourRows(
          HourRows.Sealing.NONE,
          List.of(),
          new HourRows.Former() {
            @Override
            public List<String> days() {
              return List.of();
            }

            @Override
            public HourRows.Day day(String dt) {
              return HourRows.Day.NONE;
            }
          });
  private long offset;

  @Test
  void takesAwayWhatExpiredAndCountsWhatComesLater() {
    commit(HOUR, 7);
    add(new LogRecord.Sealed(2, 0, "me", AT, "2026-11-24T11:00:00Z"));
    commit(HOUR, 2);
    expire(HOUR, 9);
    commit(HOUR, 1);
    expire(DAY, 5);

    HourRow row = hours.changed().get("2026-11-24").get(0);
    assertThat(hours.changed().get("2026-11-24")).as("dead letters have no hour").hasSize(1);
    assertThat(row.rows()).isEqualTo(7);
    assertThat(row.reopened()).isEqualTo(3);
    assertThat(row.removed()).isZero();
    assertThat(row.expired()).isEqualTo(9);
    assertThat(row.sealedAt()).as("it stays sealed").isPresent();
  }

  private void commit(String partition, long rows) {
    var file = new StagedFile("_staging/x", partition + "/" + offset, rows, 100);
    var range = new LaneRange(0, 1, 1, 0, 0, 0, 0);
    var batch = new Batch(Map.of("0-a", range), List.of(file), Map.of(), Map.of(), List.of());
    add(new LogRecord.Commit(2, offset, 0, "me", AT, 0, batch));
  }

  private void expire(String partition, long rows) {
    var from =
        new Generation(
            partition, List.of(partition + "/" + offset), List.of(new FileSize(rows, 100)));
    add(new LogRecord.Expired(2, 0, "keeper", AT, partition, from));
  }

  private void add(LogRecord record) {
    hours.add(new LogEntry(offset++, record));
  }
}
