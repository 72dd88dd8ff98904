package dev.tributary.pipeline.hours;

import dev.tributary.schemas.columns.LakeTable;
import java.util.Optional;

/**
 * A file of the table, by its path: all rows of a day, as of an offset of the log. The newest
 * version of a day is its current file. A version's content depends on the log and its offset
 * alone: two writers of one make the same.
 *
 * @param day the value of {@code dt}
 * @param version which state of which log
 */
record HoursFile(String day, Version version) implements Comparable<HoursFile> {
  static final String FOLDER = LakeTable.HOURS.name();

  private static final String DAY = "dt=";
  private static final String NAME = "hours-";
  private static final String SUFFIX = ".parquet";

  /**
   * A state of a log.
   *
   * @param generation 1 for the first log of the lake, one more for each log that a launch adopted
   * @param offset the first offset whose record is not in it
   * @param log the log's topic ID
   */
  record Version(int generation, long offset, String log) implements Comparable<Version> {
    private static final int GENERATION_DIGITS = 4;
    private static final int OFFSET_DIGITS = 19;
    private static final int LENGTH = GENERATION_DIGITS + 1 + OFFSET_DIGITS;

    /** As part of a path: in the order of versions. */
    String text() {
      return padded(generation, GENERATION_DIGITS) + "-" + padded(offset, OFFSET_DIGITS);
    }

    private static String padded(long number, int digits) {
      String text = Long.toString(number);
      return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** Takes {@link #text} apart; none where it is another text. */
    static Optional<Version> parse(String text, String log) {
      boolean isOurs =
          text.length() == LENGTH
              && text.charAt(GENERATION_DIGITS) == '-'
              && isNumber(text.substring(0, GENERATION_DIGITS))
              && isNumber(text.substring(GENERATION_DIGITS + 1))
              && !log.isEmpty();
      return isOurs
          ? Optional.of(
              new Version(
                  Integer.parseInt(text.substring(0, GENERATION_DIGITS)),
                  Long.parseLong(text.substring(GENERATION_DIGITS + 1)),
                  log))
          : Optional.empty();
    }

    private static boolean isNumber(String text) {
      return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(Version other) {
      return text().compareTo(other.text());
    }
  }

  /** Takes a path apart; none where it is not of this program. */
  static Optional<HoursFile> parse(String path) {
    String[] parts = path.split("/");
    boolean isOurs =
        parts.length == 4
            && parts[0].equals(FOLDER)
            && parts[1].startsWith(DAY)
            && parts[3].startsWith(NAME)
            && parts[3].endsWith(SUFFIX)
            && parts[3].length() > NAME.length() + SUFFIX.length();
    return isOurs
        ? Version.parse(
                parts[2], parts[3].substring(NAME.length(), parts[3].length() - SUFFIX.length()))
            .map(version -> new HoursFile(parts[1].substring(DAY.length()), version))
        : Optional.empty();
  }

  /** The folder that has this file and no other. */
  String folder() {
    return FOLDER + "/" + DAY + day + "/" + version.text();
  }

  /** Where it is in the lake. */
  String path() {
    return folder() + "/" + NAME + version.log() + SUFFIX;
  }

  @Override
  public int compareTo(HoursFile other) {
    int byDay = day.compareTo(other.day);
    return byDay != 0 ? byDay : version.compareTo(other.version);
  }
}
