package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogFold;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The log's topic and the group's offsets, in memory. One writer at a time has the id. */
final class FakeKafka {
  final List<LogRecord> records = new CopyOnWriteArrayList<>();
  final Map<String, Long> group = new TreeMap<>();
  private Writer holder;
  private boolean losesAnAnswer;

  /** A writer that fences the one before. */
  Writer writer() {
    holder = new Writer();
    return holder;
  }

  /** The next transaction is committed, and nobody learns of it. */
  void loseAnAnswer() {
    losesAnAnswer = true;
  }

  /** The state, by the fold that the readers use. */
  CommitState state() {
    var fold = new LogFold();
    long offset = 0;
    for (LogRecord record : records) {
      fold.add(offset++, record);
    }
    return fold.state();
  }

  /** The records' kinds with their sequences, as a line. */
  List<String> kinds() {
    return records.stream()
        .map(
            record -> {
              if (record instanceof LogRecord.State state) {
                return (state instanceof LogRecord.Commit ? "C" : "S") + state.sequence();
              }
              return record instanceof LogRecord.Published mark
                  ? "P" + mark.sequence()
                  : "N" + ((LogRecord.NonRows) record).sequence();
            })
        .toList();
  }

  final class Writer implements LogWriter {
    @Override
    public long append(
        LogRecord.State state, List<NonRowOffsets> nonRows, Collection<LanePosition> positions) {
      synchronized (records) {
        if (holder != this) {
          throw new IllegalStateException("fenced");
        }
        nonRows.forEach(
            part ->
                records.add(
                    new LogRecord.NonRows(
                        LogRecord.FORMAT, state.sequence(), state.snapshot(), part)));
        records.add(state);
        positions.forEach(position -> group.put(position.lane().key(), position.offset()));
        if (losesAnAnswer) {
          losesAnAnswer = false;
          throw new IllegalStateException("no answer");
        }
        return records.size() - 1L;
      }
    }

    @Override
    public void mark(LogRecord.Published mark) {
      synchronized (records) {
        records.add(mark);
      }
    }

    @Override
    public void close() {}
  }
}
