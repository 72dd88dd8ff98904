package dev.tributary.ledger.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tributary.schemas.rules.EventTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A record of the commit log. Its Kafka key is the kind, its value this as JSON. Each record names
 * the newest snapshot before it, so that whoever finds the log's last record knows where to start.
 */
public sealed interface LogRecord {
  /** The version that this code writes. A newer one only adds fields; see {@link LogKind}. */
  int FORMAT = 2;

  /** The snapshot of a record that has none before it. */
  long NO_SNAPSHOT = -1;

  /** The format version of the record. */
  int format();

  /** The offset of the newest snapshot before this record, or {@link #NO_SNAPSHOT}. */
  long snapshot();

  /** A record that makes a new state of the log. States are numbered without gaps. */
  sealed interface State extends LogRecord {
    /** The number of the state, one more than the one before. */
    long sequence();

    /** The launch that wrote it. */
    String owner();
  }

  /**
   * The whole state: a launch enters itself as the owner by one, and the owner repeats it from time
   * to time, so that nobody has to read far back.
   *
   * @param format the format version
   * @param sequence the number of this state
   * @param snapshot the offset of the snapshot before it, or -1
   * @param owner the launch that may commit
   * @param at when it was written, ISO-8601 in UTC
   * @param positions how far each lane is committed, by lane key
   * @param eventTypes the event types that have rows
   * @param published all commits up to this state are published
   * @param skipped offsets before it of records that an operator says the pipeline did not write
   */
  record Snapshot(
      int format,
      long sequence,
      long snapshot,
      String owner,
      String at,
      Map<String, LanePosition> positions,
      Set<String> eventTypes,
      long published,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Long> skipped)
      implements State {
    public Snapshot {
      Objects.requireNonNull(owner, "owner");
      positions = Map.copyOf(positions);
      eventTypes = checked(eventTypes);
      skipped = skipped == null ? Set.of() : Set.copyOf(skipped);
    }

    /** A type names a view: whoever may write to the log could name any other thing. */
    private static Set<String> checked(Set<String> eventTypes) {
      for (String type : eventTypes) {
        EventTypes.problem(type)
            .ifPresent(
                rule -> {
                  throw new IllegalArgumentException("An event type " + rule + ": " + type);
                });
      }
      return Set.copyOf(eventTypes);
    }
  }

  /**
   * The offsets of one lane whose records made no row: those of the commit that has the same
   * sequence. It comes before that commit in the same transaction.
   *
   * @param format the format version
   * @param sequence the number of its commit
   * @param snapshot the offset of the newest snapshot, or -1
   * @param offsets the lane, and its offsets by outcome
   */
  record NonRows(int format, long sequence, long snapshot, NonRowOffsets offsets)
      implements LogRecord {
    public NonRows {
      Objects.requireNonNull(offsets, "offsets");
    }
  }

  /**
   * A batch is part of the lake: it moves each of its lanes on, and its files are valid.
   *
   * @param format the format version
   * @param sequence the number of this state
   * @param snapshot the offset of the newest snapshot
   * @param owner the launch that committed it
   * @param at when it was written, ISO-8601 in UTC
   * @param nonRows how many {@link NonRows} belong to it, all of them right before it
   * @param batch what was committed
   */
  record Commit(
      int format, long sequence, long snapshot, String owner, String at, int nonRows, Batch batch)
      implements State {
    public Commit {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(batch, "batch");
    }
  }

  /**
   * All files of the commits up to the sequence are in place and registered.
   *
   * @param format the format version
   * @param sequence the number of the newest such commit, or of a later state
   * @param snapshot the offset of a snapshot before it
   */
  record Published(int format, long sequence, long snapshot) implements LogRecord {}

  /**
   * The hours before a time are sealed: Kafka held no record for them that was not committed before
   * this one. Rows that come into them later are late. It is no state, and true whoever owns the
   * log; of several the latest time is valid.
   *
   * @param format the format version
   * @param snapshot the offset of a snapshot before it
   * @param owner the launch that wrote it
   * @param at when it was written, ISO-8601 in UTC
   * @param until the end of the last sealed hour, ISO-8601 in UTC
   */
  record Sealed(int format, long snapshot, String owner, String at, String until)
      implements LogRecord {
    private static final Instant FAR = Instant.parse("+10000-01-01T00:00:00Z");

    public Sealed {
      Objects.requireNonNull(owner, "owner");
      if (!hasYear(Instant.parse(at))) {
        throw new IllegalArgumentException("at must be a time, 1970 to 9999: " + at);
      }
      Instant end = Instant.parse(until);
      if (!hasYear(end) || !end.equals(end.truncatedTo(ChronoUnit.HOURS))) {
        throw new IllegalArgumentException(
            "until must be the end of an hour, 1970 to 9999: " + until);
      }
    }

    private static boolean hasYear(Instant time) {
      return !time.isBefore(Instant.EPOCH) && time.isBefore(FAR);
    }

    /** The end of the last sealed hour. */
    public Instant end() {
      return Instant.parse(until);
    }
  }

  /** A record of the keeper, the one program that replaces files. It is no state. */
  sealed interface Keeping extends LogRecord {
    /** The keeper that wrote it; empty: a launch that adopted a lake. */
    String owner();

    /** When it was written, ISO-8601 in UTC. */
    String at();
  }

  /**
   * A keeper enters itself: only the newest one may write {@link Keeping} records.
   *
   * @param format the format version
   * @param snapshot the offset of a snapshot before it
   * @param owner the keeper, unique for ever
   * @param at when it was written, ISO-8601 in UTC
   */
  record Keeper(int format, long snapshot, String owner, String at) implements Keeping {
    public Keeper {
      Objects.requireNonNull(owner, "owner");
    }
  }

  /**
   * Files of one partition were replaced by others. From this record on, all valid files of the
   * partition belong into the new location. It moves no lane. A keeper that continues after another
   * writes it again: it says the same.
   *
   * @param format the format version
   * @param snapshot the offset of a snapshot before it
   * @param owner the keeper
   * @param at when it was written, ISO-8601 in UTC
   * @param partition the partition's table and partition folders
   * @param from what was replaced
   * @param to what replaces it
   * @param removed rows that are not in the new files: duplicates that the pipeline's window missed
   * @param digest of the rows in the new files, whatever their order
   */
  record Swapped(
      int format,
      long snapshot,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String owner,
      String at,
      String partition,
      Generation from,
      Generation to,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NonRowOffsets> removed,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String digest)
      implements Keeping {
    public Swapped {
      from.checkIsOf(partition);
      to.checkIsOf(partition);
      owner = owner == null ? "" : owner;
      removed = removed == null ? List.of() : List.copyOf(removed);
      digest = digest == null ? "" : digest;
    }

    /** Of files whose rows nobody counted. */
    public Swapped(
        int format, long snapshot, String at, String partition, Generation from, Generation to) {
      this(format, snapshot, "", at, partition, from, to, List.of(), "");
    }

    /** Whether the partition's files have another folder since. */
    public boolean changesLocation() {
      return !from.location().equals(to.location());
    }
  }

  /**
   * Files of one partition are older than they are kept: none of them is valid any more. All other
   * files of the partition belong into its own folder.
   *
   * @param format the format version
   * @param snapshot the offset of a snapshot before it
   * @param owner the keeper
   * @param at when it was written, ISO-8601 in UTC
   * @param partition the partition's table and partition folders
   * @param from the files, with their sizes
   */
  record Expired(
      int format, long snapshot, String owner, String at, String partition, Generation from)
      implements Keeping {
    public Expired {
      from.checkIsOf(partition);
      from.checkHasSizes();
    }
  }

  /**
   * The metastore names the new location of a partition, or none: it was read back. The files that
   * are not valid any more stay for queries that began before.
   *
   * @param format the format version
   * @param snapshot the offset of a snapshot before it
   * @param owner the keeper
   * @param at when it was written, ISO-8601 in UTC
   * @param partition the partition's table and partition folders
   * @param location the new location
   * @param until how long the replaced files stay, ISO-8601 in UTC
   */
  record Located(
      int format,
      long snapshot,
      String owner,
      String at,
      String partition,
      String location,
      String until)
      implements Keeping {
    public Located {
      Instant.parse(until);
    }
  }

  /**
   * The replaced or expired files of a partition are deleted.
   *
   * @param format the format version
   * @param snapshot the offset of a snapshot before it
   * @param owner the keeper
   * @param at when it was written, ISO-8601 in UTC
   * @param partition the partition's table and partition folders
   * @param location the former location of the partition
   */
  record Retired(
      int format, long snapshot, String owner, String at, String partition, String location)
      implements Keeping {
    public Retired {
      new Generation(location, List.of()).checkIsOf(partition);
    }
  }
}
