package dev.tributary.it.contents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The digest that a load puts into an event: the first 8 hex digits of the MD5 of {@code
 * type|id|name=value|…}, the fields in the order of {@link #FIELDS}, what is absent left out. It
 * stands in {@code data.digest}; an event without {@code data} has it in the header {@code
 * X-Digest}, and its field {@code note} in {@code X-Note}. {@link RowContents} is the same rule in
 * SQL.
 */
public final class EventDigest {
  /** So that two events with swapped values pass once in four billion times. */
  static final int LENGTH = 8;

  /** The place of a record whose load knows it beforehand: {@code partition-offset}. */
  public static final String PLACE = "place";

  /** Fields of declared event types: each has a column of its name. */
  static final List<String> COLUMNS =
      List.of(
          "group_id",
          "player_id",
          "member_id",
          "level",
          "greeting",
          "reason",
          "text",
          "reply_to",
          "mentions",
          "page",
          "referrer");

  /** Fields that are in the JSON text alone. */
  static final List<String> UNDECLARED = List.of("guild", "score", "note");

  /** All fields that a digest covers, in its order. */
  static final List<String> FIELDS =
      Stream.of(List.of(PLACE), COLUMNS, UNDECLARED).flatMap(List::stream).toList();

  private EventDigest() {}

  /**
   * The digest of one event.
   *
   * @param id empty where the event has none
   * @param fields the fields' texts by name; of a list its JSON
   * @throws IllegalArgumentException when a field is none of those that a digest covers
   */
  public static String of(String type, Optional<String> id, Map<String, String> fields) {
    var text = new StringBuilder(type);
    id.ifPresent(own -> text.append('|').append(own));
    int covered = 0;
    for (String name : FIELDS) {
      String value = fields.get(name);
      if (value != null) {
        text.append('|').append(name).append('=').append(value);
        covered++;
      }
    }
    if (covered != fields.size()) {
      throw new IllegalArgumentException(
          "Cannot make a digest: one of %s is none of %s".formatted(fields.keySet(), FIELDS));
    }
    return md5(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
  }

  /** The MD5 of bytes, in hex, as DuckDB writes it. */
  public static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
