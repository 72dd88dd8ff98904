package dev.tributary.ledger.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Records of one lane that made no row of {@code events}, in one batch.
 *
 * @param lane the lane's key
 * @param duplicates offsets of records seen before with the same data
 * @param deadLetters offsets of dead letters, by their cause
 * @param lost offsets whose loss an operator accepted, in pairs: the first one, and the one after
 *     the last
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NonRowOffsets(
    String lane, Offsets duplicates, List<DeadLetters> deadLetters, Offsets lost) {
  /** A broker takes records of 1 MiB, whatever its settings. */
  static final int MAX_CHARACTERS = 1_000_000;

  /** What an entry takes beside its offsets; a cause's text takes at most 6 bytes a character. */
  private static final int ENTRY_CHARACTERS = 200;

  private static final int CHARACTER_BYTES = 6;

  public NonRowOffsets {
    Objects.requireNonNull(lane, "lane");
    duplicates = duplicates == null ? Offsets.NONE : duplicates;
    deadLetters = deadLetters == null ? List.of() : List.copyOf(deadLetters);
    lost = lost == null ? Offsets.NONE : lost;
    if (lost.size() % 2 != 0) {
      throw new IllegalArgumentException("Lost offsets must be pairs: " + lost.size());
    }
  }

  /** Of a lane that lost nothing. */
  public NonRowOffsets(String lane, Offsets duplicates, List<DeadLetters> deadLetters) {
    this(lane, duplicates, deadLetters, Offsets.NONE);
  }

  /** Whether each record of the lane made a row. */
  public boolean areNone() {
    return duplicates.isEmpty() && deadLetters.isEmpty() && lost.isEmpty();
  }

  /**
   * Dead letters of one cause. The value that was wrong is not here: the log is kept for ever.
   *
   * @param reason the reason, as the table {@code dead_letters} has it
   * @param field the field that is wrong; empty for the whole record, or where causes are too many
   * @param offsets where they are
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record DeadLetters(String reason, String field, Offsets offsets) {
    public DeadLetters {
      Objects.requireNonNull(reason, "reason");
      field = field == null ? "" : field;
      offsets = offsets == null ? Offsets.NONE : offsets;
    }
  }

  /** The same in parts, each small enough for a record of Kafka; none where there is nothing. */
  public List<NonRowOffsets> parts() {
    var parts = new Parts(lane, lost);
    parts.add(duplicates, offsets -> new NonRowOffsets(lane, offsets, List.of()), 0);
    for (DeadLetters letters : deadLetters) {
      int text = letters.reason().length() + letters.field().length();
      parts.add(
          letters.offsets(),
          offsets ->
              new NonRowOffsets(
                  lane,
                  Offsets.NONE,
                  List.of(new DeadLetters(letters.reason(), letters.field(), offsets))),
          text);
    }
    return parts.end();
  }

  private interface Entry {
    NonRowOffsets of(Offsets offsets);
  }

  /** Gathers entries until they are as long as a part may be. */
  private static final class Parts {
    private final String lane;
    private final List<NonRowOffsets> full = new ArrayList<>();
    private Offsets lost;
    private Offsets duplicates = Offsets.NONE;
    private final List<DeadLetters> deadLetters = new ArrayList<>();
    private int length;

    /** Few ranges are lost, since an operator wrote each of them: all are in the first part. */
    Parts(String lane, Offsets lost) {
      this.lane = lane;
      this.lost = lost;
      for (int i = 0; i < lost.size(); i++) {
        length += lost.length(i);
      }
    }

    void add(Offsets offsets, Entry entry, int text) {
      int begin = 0;
      int entryLength = ENTRY_CHARACTERS + text * CHARACTER_BYTES;
      length += entryLength;
      for (int i = 0; i < offsets.size(); i++) {
        length += offsets.length(i);
        if (length > MAX_CHARACTERS) {
          take(entry.of(offsets.part(begin, i)));
          flush();
          begin = i;
          length = entryLength + Long.toString(Long.MAX_VALUE).length();
        }
      }
      take(entry.of(offsets.part(begin, offsets.size())));
    }

    private void take(NonRowOffsets entry) {
      duplicates = entry.duplicates().isEmpty() ? duplicates : entry.duplicates();
      entry.deadLetters().stream()
          .filter(letters -> !letters.offsets().isEmpty())
          .forEach(deadLetters::add);
    }

    private void flush() {
      var part = new NonRowOffsets(lane, duplicates, deadLetters, lost);
      if (!part.areNone()) {
        full.add(part);
      }
      lost = Offsets.NONE;
      duplicates = Offsets.NONE;
      deadLetters.clear();
      length = 0;
    }

    List<NonRowOffsets> end() {
      flush();
      return List.copyOf(full);
    }
  }
}
