package dev.tributary.schemas.columns;

/**
 * One column of a lake table.
 *
 * @param name as Hive and Presto know it, lower case
 * @param hiveType the type in Hive's words
 * @param comment what the column means; at most {@value #MAX_COMMENT} characters, which is what a
 *     metastore holds
 */
public record Column(String name, String hiveType, String comment) {
  private static final int MAX_COMMENT = 250;

  public Column {
    if (comment.length() > MAX_COMMENT) {
      comment = comment.substring(0, MAX_COMMENT - 1) + "…";
    }
  }

  /** The type in Presto's words. */
  public String prestoType() {
    return PrestoTypes.of(hiveType);
  }
}
