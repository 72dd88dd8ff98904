package dev.tributary.ledger.lookup;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.schemas.columns.LakeTable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A file's path in few bytes: most are {@code events/event_type=T/dt=D/hour=H/LANE-UUID.parquet},
 * or the same in {@code dead_letters}. Any other is kept as text.
 */
final class PackedPath {
  private static final int TEXT = 0;
  private static final int EVENTS = 1;
  private static final int DEAD_LETTERS = 2;
  private static final String SUFFIX = ".parquet";
  private static final int UUID_LENGTH = 36;

  private PackedPath() {}

  static void write(String path, LaneNumbers lanes, ByteWriter out) {
    HivePath hive = HivePath.of(path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    int table = kind(hive);
    int uuidAt = name.length() - SUFFIX.length() - UUID_LENGTH;
    if (table == TEXT || uuidAt < 2 || !isName(name, uuidAt)) {
      out.number(TEXT).text(path);
      return;
    }
    out.number(table);
    List<String> values = hive.values();
    if (table == EVENTS) {
      out.text(values.get(0));
      out.number(LocalDate.parse(values.get(1)).toEpochDay());
      out.number(Long.parseLong(values.get(2)));
    } else {
      out.number(LocalDate.parse(values.get(0)).toEpochDay());
    }
    UUID uuid = UUID.fromString(name.substring(uuidAt, uuidAt + UUID_LENGTH));
    out.number(lanes.number(name.substring(0, uuidAt - 1)));
    out.bits(uuid.getMostSignificantBits()).bits(uuid.getLeastSignificantBits());
  }

  /** Days before 1970 are kept as text. */
  private static int kind(HivePath hive) {
    if (hive.isPartitionOf(LakeTable.EVENTS)) {
      boolean isNumber = isDigit(hive.values().get(2), 0) && isDigit(hive.values().get(2), 1);
      return isNumber && isSince1970(hive.values().get(1)) ? EVENTS : TEXT;
    }
    boolean isLetter = hive.isPartitionOf(LakeTable.DEAD_LETTERS);
    return isLetter && isSince1970(hive.values().get(0)) ? DEAD_LETTERS : TEXT;
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isSince1970(String day) {
    return LocalDate.parse(day).toEpochDay() >= 0;
  }

  private static boolean isName(String name, int uuidAt) {
    if (!name.endsWith(SUFFIX) || name.charAt(uuidAt - 1) != '-') {
      return false;
    }
    String text = name.substring(uuidAt, uuidAt + UUID_LENGTH);
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  static String read(LaneNumbers lanes, ByteReader in) {
    int kind = in.count();
    if (kind == TEXT) {
      return in.text();
    }
    String folder =
        kind == EVENTS
            ? "events/event_type=%s/dt=%s/hour=%02d"
                .formatted(in.text(), LocalDate.ofEpochDay(in.number()), in.number())
            : "dead_letters/dt=" + LocalDate.ofEpochDay(in.number());
    String lane = lanes.key(in.count());
    return folder + "/" + lane + "-" + new UUID(in.bits(), in.bits()) + SUFFIX;
  }
}
