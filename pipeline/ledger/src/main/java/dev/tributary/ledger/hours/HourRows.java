package dev.tributary.ledger.hours;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.table.CommitRow;
import dev.tributary.ledger.table.CommitRows;
import dev.tributary.ledger.table.OpenSwap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings the rows of the table {@code hours} up by the log's records, oldest first, from any offset
 * on. The place of a {@code sealed} record in the log decides which rows came before it. Each day
 * may be further than the others: a record that it has is not counted again. No clock, no Kafka.
 */
public final class HourRows {
  private final CommitRows commits;
  private final Former former;
  private final Map<String, DayRows> days = new TreeMap<>();
  private Sealing sealing;

  /** What was written before. */
  public interface Former {
    /** The days that have rows. */
    List<String> days();

    /** A day's rows; none of a day that has none. */
    Day day(String dt);
  }

  /**
   * The rows of a day.
   *
   * @param upTo the offset of the first record of the log that they do not have
   * @param rows the rows
   */
  public record Day(long upTo, List<HourRow> rows) {
    /** Of a day without rows. */
    public static final Day NONE = new Day(0, List.of());

    public Day {
      rows = List.copyOf(rows);
    }
  }

  /**
   * How far hours are sealed.
   *
   * @param until the end of the last sealed hour
   * @param at when the newest record of that was written
   */
  public record Sealing(Instant until, Instant at) {
    /** No hour is. */
    public static final Sealing NONE = new Sealing(SealedHours.NONE, Instant.EPOCH);

    boolean covers(HourRow row) {
      return !HourRow.end(row.dt(), row.hour()).isAfter(until);
    }
  }

  /**
   * From an offset on.
   *
   * @param sealing what {@link #sealing} said there
   * @param open what {@link #open} said there
   */
  public HourRows(Sealing sealing, List<OpenSwap> open, Former former) {
    this.sealing = sealing;
    this.commits = new CommitRows(open);
    this.former = former;
  }

  /** Takes the next record. */
  public void add(LogEntry entry) {
    if (entry.record() instanceof LogRecord.Sealed sealed) {
      if (sealed.end().isAfter(sealing.until())) {
        seal(entry.offset(), sealed);
      }
    } else {
      commits.add(entry).ifPresent(row -> add(entry, row));
    }
  }

  private void add(LogEntry entry, CommitRow row) {
    for (CommitRow.FolderCounts folder : row.hours()) {
      if (folder.eventType().isPresent() && folder.hour().isPresent()) {
        DayRows day = day(folder.dt());
        if (day.needs(entry.offset())) {
          HourRow hour = day.row(folder.eventType().get(), folder.hour().get());
          HourRow before = sealing.covers(hour) ? hour.sealed(sealing.at()) : hour;
          day.put(changed(before, entry.record(), row, folder));
        }
      }
    }
  }

  /** A swap without owner says what is there, and none of it was counted before. */
  private static HourRow changed(
      HourRow hour, LogRecord record, CommitRow row, CommitRow.FolderCounts folder) {
    if (record instanceof LogRecord.Expired expired) {
      return hour.expired(expired.from().rows());
    }
    if (!(record instanceof LogRecord.Swapped swapped)) {
      return hour.plus(folder.rows().orElse(0));
    }
    return swapped.owner().isEmpty()
        ? hour.plus(rows(swapped.to().sizes()) - rows(swapped.from().sizes()))
        : hour.without(row.duplicatesByType().values().stream().mapToLong(n -> n).sum());
  }

  private static long rows(List<FileSize> files) {
    return files.stream().mapToLong(FileSize::rows).sum();
  }

  /** All hours before the former end are sealed: only days from there on can have others. */
  private void seal(long offset, LogRecord.Sealed sealed) {
    String first = dayOf(sealing.until());
    String last = dayOf(sealed.end().minusNanos(1));
    sealing = new Sealing(sealed.end(), Instant.parse(sealed.at()));
    var touched = new TreeSet<>(former.days());
    touched.addAll(days.keySet());
    for (String dt : touched.subSet(first, true, last, true)) {
      DayRows day = day(dt);
      if (day.needs(offset)) {
        day.seal(sealing);
      }
    }
  }

  private static String dayOf(Instant time) {
    LocalDate date = time.atOffset(ZoneOffset.UTC).toLocalDate();
    return date.toString();
  }

  private DayRows day(String dt) {
    return days.computeIfAbsent(dt, loaded -> new DayRows(loaded, former.day(loaded)));
  }

  /** How far hours are sealed by now. */
  public Sealing sealing() {
    return sealing;
  }

  /** The swaps that are not at their end. */
  public List<OpenSwap> open() {
    return commits.open();
  }

  /** All rows of each day that has other rows than before. */
  public Map<String, List<HourRow>> changed() {
    Map<String, List<HourRow>> changed = new TreeMap<>();
    days.forEach(
        (dt, day) -> {
          if (day.hasChanged()) {
            changed.put(dt, day.all());
          }
        });
    return changed;
  }

  /** The rows of one day, while they change. */
  private static final class DayRows {
    private final String dt;
    private final long upTo;
    private final Map<String, HourRow> rows = new TreeMap<>();
    private boolean hasChanged;

    DayRows(String dt, Day former) {
      this.dt = dt;
      this.upTo = former.upTo();
      former.rows().forEach(row -> rows.put(key(row.eventType(), row.hour()), row));
    }

    private static String key(String eventType, String hour) {
      return hour + " " + eventType;
    }

    boolean needs(long offset) {
      return offset >= upTo;
    }

    HourRow row(String eventType, String hour) {
      HourRow row = rows.get(key(eventType, hour));
      return row == null ? HourRow.open(eventType, dt, hour) : row;
    }

    void put(HourRow row) {
      HourRow before = rows.put(key(row.eventType(), row.hour()), row);
      hasChanged |= !row.equals(before);
    }

    void seal(Sealing sealing) {
      List.copyOf(rows.values()).stream()
          .filter(sealing::covers)
          .forEach(row -> put(row.sealed(sealing.at())));
    }

    boolean hasChanged() {
      return hasChanged;
    }

    List<HourRow> all() {
      return List.copyOf(rows.values());
    }
  }
}
