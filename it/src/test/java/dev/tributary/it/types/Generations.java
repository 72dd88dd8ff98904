package dev.tributary.it.types;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An event type that grows: its schema files, events that clients of each time send, and the rows
 * that all of them are in the end.
 */
final class Generations {
  private static final String ARENA = "{'name':'arena','doc':'d','type':'string'}";
  private static final String EU = "'server':{'region':'eu'}";
  private static final String WEAPON =
      "{'name':'weapon','doc':'d','type':['null','string'],'default':null}";
  private static final String REGION = "{'name':'region','doc':'d','type':'string'}";
  private static final String TICK_RATE =
      "{'name':'tick_rate','doc':'d','type':['null','int'],'default':null}";

  private Generations() {}

  static Map<String, String> first() {
    return matchPlayed(
        ARENA,
        field("kills", "'int'"),
        field("accuracy", "'float'"),
        mode("'solo','duo'"),
        server(REGION));
  }

  /** A field and one inside a record are added, int becomes long, float double, an enum grows. */
  static Map<String, String> second() {
    return matchPlayed(
        ARENA,
        field("kills", "'long'"),
        field("accuracy", "'double'"),
        mode("'solo','duo','squad'"),
        server(REGION + "," + TICK_RATE),
        WEAPON);
  }

  /** A field with a default is added, one becomes optional, the enum any text; a type is new. */
  static Map<String, String> third() {
    var files =
        new HashMap<>(
            matchPlayed(
                ARENA,
                field("kills", "['null','long'],'default':null"),
                field("accuracy", "'double'"),
                field("mode", "'string'"),
                server(REGION + "," + TICK_RATE),
                WEAPON,
                field("rounds", "'int','default':3")));
    files.put("match_left.avsc", record("match_left", field("after_rounds", "'int'")));
    return files;
  }

  /** The last one is more than the first generation takes. */
  static List<GameEvents.Made> firstEvents() {
    return List.of(
        played("1a", "'arena':'dust','kills':2147483647,'accuracy':0.5,'mode':'solo'," + EU),
        played("1b", "'arena':'ice','kills':3000000000,'accuracy':0.5,'mode':'solo'," + EU));
  }

  /** The first one is from a client that was not upgraded. */
  static List<GameEvents.Made> secondEvents() {
    return List.of(
        played("2a", "'arena':'dust','kills':5,'accuracy':0.25,'mode':'duo'," + EU),
        played(
            "2b",
            "'arena':'ice','kills':3000000000,'accuracy':1e100,'mode':'squad','weapon':'bow',"
                + "'server':{'region':'us','tick_rate':60}"));
  }

  static List<GameEvents.Made> thirdEvents() {
    return List.of(
        played("3a", "'arena':'dust','accuracy':0.75,'mode':'raid','rounds':9," + EU),
        played("3b", "'arena':'ice','kills':7,'accuracy':1,'mode':'duo','weapon':'axe'," + EU),
        event("match_left", "3c", "'after_rounds':2"));
  }

  /** Each column that the type has in the end; NULL where a file is older than it. */
  static final String QUESTION =
      "SELECT event_id, arena, kills, accuracy, mode, server.region, server.tick_rate, weapon,"
          + " rounds FROM match_played ORDER BY event_id";

  static final List<List<String>> FIRST_ROWS =
      List.of(row("1a", "dust", "2147483647", "0.5", "solo", "eu", null, null, null));

  static final List<List<String>> ALL_ROWS =
      List.of(
          FIRST_ROWS.get(0),
          row("2a", "dust", "5", "0.25", "duo", "eu", null, null, null),
          row("2b", "ice", "3000000000", "1.0E100", "squad", "us", "60", "bow", null),
          row("3a", "dust", null, "0.75", "raid", "eu", null, null, "9"),
          row("3b", "ice", "7", "1.0", "duo", "eu", null, "axe", "3"));

  private static GameEvents.Made played(String id, String data) {
    return event("match_played", id, data);
  }

  private static GameEvents.Made event(String type, String id, String data) {
    String value =
        "{'event_type':'%s','id':'%s','received_at':'2026-11-04T15:00:00Z','data':{%s}}"
            .formatted(type, id, data);
    return new GameEvents.Made(1, 2, value.replace('\'', '"'));
  }

  private static Map<String, String> matchPlayed(String... fields) {
    return Map.of("match_played.avsc", record("match_played", fields));
  }

  private static String record(String name, String... fields) {
    return "{'type':'record','name':'%s','doc':'d','fields':[%s]}"
        .formatted(name, String.join(",", fields))
        .replace('\'', '"');
  }

  private static String field(String name, String type) {
    return "{'name':'" + name + "','doc':'d','type':" + type + "}";
  }

  private static String mode(String symbols) {
    return field("mode", "{'type':'enum','name':'mode','symbols':[" + symbols + "]}");
  }

  private static String server(String fields) {
    return field("server", "{'type':'record','name':'server','fields':[" + fields + "]}");
  }

  private static List<String> row(String... values) {
    return Arrays.asList(values);
  }
}
