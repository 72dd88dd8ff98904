package dev.tributary.pipeline.history;

import dev.tributary.schemas.columns.LakeTable;
import java.util.Optional;

/**
 * A file of the table, by its name. The name says where in the log the file begins, and no more: of
 * two writers that begin at the same place only one can give its file the name.
 *
 * @param day the value of {@code dt}
 * @param isWhole whether it has all rows of its log of the day, in place of smaller files
 * @param from the first offset of the log that it covers
 * @param log the topic ID of the log
 */
record CommitsFile(String day, boolean isWhole, long from, String log) {
  static final String FOLDER = LakeTable.COMMITS.name();

  /** The folder in a day's folder for the files with all of its rows. */
  private static final String WHOLE = "whole";

  private static final String DAY = "dt=";
  private static final String PREFIX = "commits-";
  private static final String SUFFIX = ".parquet";
  private static final int DIGITS = 19;

  /** The file of a run. */
  static CommitsFile of(String day, LogRange range) {
    return new CommitsFile(day, false, range.from(), range.log());
  }

  /** The one that takes the place of all of the day that are from the same log. */
  CommitsFile whole() {
    return new CommitsFile(day, true, from, log);
  }

  /** Takes a path apart; none where it is not of this program. */
  static Optional<CommitsFile> parse(String path) {
    String[] parts = path.split("/");
    boolean isWhole = parts.length == 4 && parts[2].equals(WHOLE);
    String name = parts[parts.length - 1];
    int end = PREFIX.length() + DIGITS;
    boolean isOurs =
        (parts.length == 3 || isWhole)
            && parts[0].equals(FOLDER)
            && parts[1].startsWith(DAY)
            && name.startsWith(PREFIX)
            && name.endsWith(SUFFIX)
            && name.length() > end + 1 + SUFFIX.length()
            && name.charAt(end) == '-'
            && name.substring(PREFIX.length(), end).chars().allMatch(c -> c >= '0' && c <= '9');
    return isOurs
        ? Optional.of(
            new CommitsFile(
                parts[1].substring(DAY.length()),
                isWhole,
                Long.parseLong(name.substring(PREFIX.length(), end)),
                name.substring(end + 1, name.length() - SUFFIX.length())))
        : Optional.empty();
  }

  /** The folder of a day's files. */
  static String folder(String day, boolean isWhole) {
    return FOLDER + "/" + DAY + day + (isWhole ? "/" + WHOLE : "");
  }

  /** Where it is in the lake. */
  String path() {
    String digits = Long.toString(from);
    return folder(day, isWhole)
        + "/"
        + PREFIX
        + "0".repeat(DIGITS - digits.length())
        + digits
        + "-"
        + log
        + SUFFIX;
  }
}
