package dev.tributary.ingest;

import dev.tributary.ingest.receipts.LogStatus;
import dev.tributary.ledger.account.AccountHistory;
import dev.tributary.ledger.account.Span;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A commit log of one lane in memory, as the console sees it. */
final class ConsoleLog {
  final AccountHistory account = new AccountHistory();
  volatile LogStatus.State state = LogStatus.State.FOLLOWING;
  volatile String why = "";
  volatile List<LogStatus.LaneStatus> lanes = List.of();
  volatile long end;
  private long sequence;
  private long offset;

  ConsoleLog() {
    account.add(
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            sequence,
            -1,
            "me",
            "2026-11-24T00:00:00Z",
            Map.of("0-A", new LanePosition("events", 0, "A", 0, 0)),
            Set.of(),
            -1,
            Set.of()));
  }

  LogStatus status(Span span) {
    return new LogStatus(
        "tributary.commits",
        state,
        why,
        true,
        0,
        account.view(span, 60, 50, Map.of("0-A", Math.max(end, offset))),
        lanes);
  }

  /** A commit of rows of a type, one duplicate of it, and one dead letter of a reason. */
  void commit(Instant at, String type, int rows, String reason) {
    long to = offset + rows + 2;
    var letters = new NonRowOffsets.DeadLetters(reason, "", Offsets.of(to - 1));
    account.add(
        new LogRecord.NonRows(
            LogRecord.FORMAT,
            sequence + 1,
            0,
            new NonRowOffsets("0-A", Offsets.of(to - 2), List.of(letters))));
    account.add(
        new LogRecord.Commit(
            LogRecord.FORMAT,
            ++sequence,
            0,
            "me",
            at.toString(),
            1,
            new Batch(
                Map.of("0-A", new LaneRange(offset, to, rows, 1, 1, 0, 0)),
                List.of(
                    file("events/event_type=" + type + "/dt=2026-11-24/hour=10/", rows),
                    file("dead_letters/dt=2026-11-24/", 1)),
                Map.of(type, 1L),
                Map.of(reason, 1L),
                List.of())));
    offset = to;
  }

  private StagedFile file(String folder, int rows) {
    return new StagedFile("_staging/x", folder + sequence + ".parquet", rows, 1);
  }

  void publish() {
    account.add(new LogRecord.Published(LogRecord.FORMAT, sequence, 0));
  }
}
