package dev.tributary.pipeline.write;

import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.HivePartition;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.outcome.Unprocessable;
import dev.tributary.pipeline.parquet.DeadLetterRow;
import dev.tributary.pipeline.parquet.EventRow;
import dev.tributary.pipeline.parquet.ParquetSinks;
import dev.tributary.pipeline.parquet.Row;
import dev.tributary.pipeline.read.PastRecords;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of one batch, in their files. A row that can't be written is a dead letter, and the rows
 * that went with it are read once more (ADR 10): only the files and the past themselves can fail.
 * One thread.
 */
final class BatchRows {
  private static final byte[] NO_TEXT = {};

  private final EventDecoder decoder = new EventDecoder();
  private final Unprocessable unprocessable = new Unprocessable();
  private final PastRecords past;
  private final Map<String, LaneTally> tallies;
  private final RowFiles<EventRow> events;
  private final RowFiles<DeadLetterRow> deadLetters;

  /**
   * Of the batch that the tallies count.
   *
   * @param tallies what each record of the batch ended as, by lane key; changes with it
   */
  BatchRows(WriteSettings settings, Lanes lanes, PastRecords past, Map<String, LaneTally> tallies) {
    this.past = past;
    this.tallies = tallies;
    LakeFiles files = settings.lake().files();
    ParquetSinks sinks =
        new ParquetSinks(settings.parquet(), settings.compression(), lanes.topicIds());
    this.events = new RowFiles<>(files, settings.launch(), settings.maxOpenFiles(), sinks::events);
    this.deadLetters =
        new RowFiles<>(files, settings.launch(), settings.maxOpenFiles(), sinks::deadLetters);
  }

  /** What the bytes say, which they said before. */
  Event event(byte[] value, long recordMillis, String replayOf) {
    return decoder
        .decode(value, recordMillis, replayOf)
        .match(
            event -> event,
            rejection -> {
              throw new IllegalStateException("Cannot decode an event again: " + rejection);
            });
  }

  /** Counts a record at which the program failed. */
  Rejection fail(Lane lane, long offset, Throwable cause) {
    return unprocessable.add(lane, offset, cause);
  }

  /** Writes a row of events, or makes a dead letter of it. */
  void write(EventRow row) throws IOException {
    try {
      writeOrFail(row);
    } catch (RowFailedException e) {
      mend(e);
    }
  }

  private void writeOrFail(EventRow row) throws IOException, RowFailedException {
    Event event = row.event();
    HivePartition partition = HivePartition.ofEvents(event.type(), row.folderMillis());
    events.write(partition, row);
  }

  /** Writes a dead letter, without its text where that is what fails. */
  void write(DeadLetterRow row) throws IOException {
    try {
      writeOrFail(row);
    } catch (RowFailedException e) {
      mend(e);
    }
  }

  private void writeOrFail(DeadLetterRow row) throws IOException, RowFailedException {
    HivePartition partition = HivePartition.ofDeadLetters(row.receivedMillis());
    deadLetters.write(partition, row);
  }

  /** Makes a dead letter of a row that failed, and brings back what went with it. */
  private void mend(RowFailedException failed) throws IOException {
    RowFailedException last = failed;
    while (last != null) {
      reject(last);
      if (!last.fileLost()) {
        return;
      }
      last = writeAgain(last.partition());
    }
  }

  private void reject(RowFailedException failed) throws IOException {
    Row row = failed.row();
    LaneTally tally = tallies.get(row.lane().key());
    Rejection why = unprocessable.add(row.lane(), row.offset(), failed.getCause());
    tally.reject(row.offset(), why);
    if (row instanceof EventRow event) {
      write(
          new DeadLetterRow(
              event.recordMillis(), why, event.rawEvent(), event.lane(), event.offset()));
      return;
    }
    if (tally.isWithoutText(row.offset())) {
      throw new IllegalStateException(
          "Cannot write a dead letter, even without its text (" + failed.getMessage() + ")",
          failed.getCause());
    }
    leaveOutText((DeadLetterRow) row, failed);
  }

  /** The letter says neither what the record says nor what the exception says: either may fail. */
  private void leaveOutText(DeadLetterRow letter, RowFailedException failed) throws IOException {
    LaneTally tally = tallies.get(letter.lane().key());
    Rejection why =
        Rejection.unprocessable(
            new IllegalStateException(
                "Cannot write its text of %d bytes (%s)"
                    .formatted(letter.value().length, failed.getCause().getClass().getName())));
    tally.reject(letter.offset(), why);
    tally.leaveOutText(letter.offset());
    if (!failed.fileLost()) { // else it comes with the others
      write(
          new DeadLetterRow(letter.receivedMillis(), why, NO_TEXT, letter.lane(), letter.offset()));
    }
  }

  /** Reads the batch's records again and writes those of the partition. The one that failed. */
  private RowFailedException writeAgain(HivePartition partition) throws IOException {
    try {
      for (LaneTally tally : tallies.values()) {
        var again = new Again(tally.lane(), tally, partition);
        past.read(again.lane, again.tally.from(), again.tally.to(), again::take);
        again.checkComplete();
      }
      return null;
    } catch (RowFailedException e) {
      return e;
    }
  }

  /** One lane's records of this batch, as they come a second time. */
  private final class Again {
    private final Lane lane;
    private final LaneTally tally;
    private final HivePartition partition;
    private long rows;

    Again(Lane lane, LaneTally tally, HivePartition partition) {
      this.lane = lane;
      this.tally = tally;
      this.partition = partition;
    }

    void take(LaneRecord record) throws IOException, RowFailedException {
      if (tally.isDuplicate(record.offset())) {
        return;
      }
      try {
        Rejection why = tally.rejection(record.offset());
        if (why == null) {
          rows++;
          event(record);
        } else if (partition.equals(HivePartition.ofDeadLetters(record.timestampMillis()))) {
          deadLetter(record, why);
        }
      } catch (RowFailedException e) {
        if (e.fileLost()) {
          throw e;
        }
        rows -= e.row() instanceof EventRow ? 1 : 0;
        reject(e);
      }
    }

    private void event(LaneRecord record) throws IOException, RowFailedException {
      Event event = null;
      Throwable failure = null;
      try {
        event = BatchRows.this.event(record.value(), record.timestampMillis(), record.replayOf());
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        failure = e;
      }
      long folderMillis =
          event == null || tally.isInHourOfRecord(record.offset())
              ? record.timestampMillis()
              : event.timeMillis();
      EventRow row =
          new EventRow(
              event,
              record.value(),
              lane,
              record.offset(),
              folderMillis,
              record.timestampMillis(),
              record.replayOf());
      if (failure != null) {
        throw new RowFailedException(row, partition, failure, false);
      }
      if (partition.equals(HivePartition.ofEvents(event.type(), folderMillis))) {
        writeOrFail(row);
      }
    }

    private void deadLetter(LaneRecord record, Rejection why)
        throws IOException, RowFailedException {
      byte[] text = tally.isWithoutText(record.offset()) ? NO_TEXT : record.value();
      writeOrFail(new DeadLetterRow(record.timestampMillis(), why, text, lane, record.offset()));
    }

    void checkComplete() throws IOException {
      if (rows != tally.rows()) {
        throw new IOException(
            "Cannot read the records of a batch again: %s-%d has %d of %d (from=%d, to=%d)"
                .formatted(
                    lane.topic(), lane.partition(), rows, tally.rows(), tally.from(), tally.to()));
      }
    }
  }

  /** How many files the batch makes, as it stands. */
  int files() {
    return events.files() + deadLetters.files();
  }

  /** About how much of the heap the rows take that wait in memory. */
  long bytesWaiting() {
    return events.bytesWaiting() + deadLetters.bytesWaiting();
  }

  /** Closes all files and gives them out; afterwards this is as new. */
  List<StagedFile> closeAll() throws IOException {
    List<StagedFile> closed = new ArrayList<>(closeAll(events));
    closed.addAll(closeAll(deadLetters)); // which those of events may have added to
    return closed;
  }

  private List<StagedFile> closeAll(RowFiles<?> table) throws IOException {
    while (true) {
      try {
        return table.closeAll();
      } catch (RowFailedException e) {
        mend(e);
      }
    }
  }

  /** Gives up what is open: its files are orphans. */
  void abandonAll() throws IOException {
    events.abandonAll();
    deadLetters.abandonAll();
  }
}
