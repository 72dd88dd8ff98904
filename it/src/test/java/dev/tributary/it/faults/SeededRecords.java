package dev.tributary.it.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.it.contents.EventDigest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Records from a seed: 4 % are sent twice, 1 % are no events, some are 3 days late, some have the
 * old service's shape without an id. Each event has data of its own, in the fields that its type
 * declares, and a digest of it.
 */
final class SeededRecords {
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "request_group", List.of("group_id", "player_id", "level", "greeting"),
          "accept_member", List.of("group_id", "player_id", "member_id"),
          "decline_member", List.of("group_id", "player_id", "member_id", "reason"),
          "message", List.of("group_id", "player_id", "text", "reply_to", "mentions"),
          "default", List.of("page", "referrer"));
  private static final List<String> TYPES = FIELDS.keySet().stream().sorted().toList();
  private static final List<String> WORDS =
      List.of("sword", "Größe", "注文", "a \"b\"", "\\", "1,5", "\t", "😀", "|", "/x?y", "%");
  private static final int RECENT = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A record that is not sent yet.
   *
   * @param id of its event; null when it has none, or is no event
   */
  record Made(String topic, byte[] value, Sent.Form form, String id) {}

  private final String run;
  private final List<String> topics;
  private final Random random;
  private final List<Made> recent = new ArrayList<>();
  private long made;

  /**
   * Makes records.
   *
   * @param run begins each id, so that no other run has it
   * @param topics each record goes to one of them, one that is sent twice to the same twice
   */
  SeededRecords(String run, List<String> topics, Random random) {
    this.run = run;
    this.topics = List.copyOf(topics);
    this.random = random;
  }

  Made next() {
    int dice = random.nextInt(100);
    if (dice < 4 && !recent.isEmpty()) {
      Made first = recent.get(random.nextInt(recent.size()));
      return new Made(first.topic(), first.value(), Sent.Form.DUPLICATE, first.id());
    }
    if (dice == 4) {
      return new Made(topic(), noEvent(), Sent.Form.MALFORMED, null);
    }
    String type = TYPES.get(random.nextInt(TYPES.size()));
    if (dice < 8) {
      return new Made(topic(), utf8(oldShape(type)), Sent.Form.OLD_SHAPE, null);
    }
    Made event = event(type, dice < 12 ? Sent.Form.LATE : Sent.Form.EVENT);
    if (recent.size() == RECENT) {
      recent.set(random.nextInt(RECENT), event);
    } else {
      recent.add(event);
    }
    return event;
  }

  /** The last of them is no UTF-8, the one before has nothing. */
  private byte[] noEvent() {
    String note = text();
    return switch (random.nextInt(6)) {
      case 0 -> utf8("{\"event_type\":\"message\",\"note\":\"" + note);
      case 1 -> utf8("[1,2,\"" + note + "\"]");
      case 2 -> utf8("{\"event_type\":\"Not A Name\",\"note\":\"" + note + "\"}");
      case 3 -> utf8("\"" + note + "\"");
      case 4 -> new byte[0];
      default -> ("{\"note\":\"\u00e9" + note + "\"}").getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private String oldShape(String type) {
    String note = text();
    ObjectNode event = JSON.createObjectNode();
    event.put("Host", host()).put("event_type", type).put("Accept", "*/*").put("X-Note", note);
    return event
        .put("X-Digest", EventDigest.of(type, Optional.empty(), Map.of("note", note)))
        .toString();
  }

  private Made event(String type, Sent.Form form) {
    String id = run + "-" + made++;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant time = form == Sent.Form.LATE ? now.minus(3, ChronoUnit.DAYS) : now;
    ObjectNode event = JSON.createObjectNode();
    event.put("event_type", type).put("id", id).put("received_at", now.toString());
    event.put("Host", host()).put("timestamp", time.toString());
    Map<String, String> covered = new LinkedHashMap<>();
    ObjectNode data = event.putObject("data");
    for (String name : FIELDS.get(type)) {
      covered.put(name, put(data, name));
    }
    String note = text();
    covered.put("note", note);
    data.put("note", note).put("digest", EventDigest.of(type, Optional.of(id), covered));
    return new Made(topic(), utf8(event.toString()), form, id);
  }

  /** Gives the field a value, whose text it returns. */
  private String put(ObjectNode data, String name) {
    switch (name) {
      case "level" -> data.put(name, random.nextInt(100));
      case "mentions" -> data.putArray(name).add(name()).add(name());
      default -> data.put(name, text());
    }
    return data.get(name).isTextual() ? data.get(name).textValue() : data.get(name).toString();
  }

  private String topic() {
    return topics.get(random.nextInt(topics.size()));
  }

  private String host() {
    return "it" + random.nextInt(50) + ".game.com";
  }

  private String name() {
    return "p" + random.nextInt(1_000_000);
  }

  private String text() {
    return WORDS.get(random.nextInt(WORDS.size())) + " " + Long.toHexString(random.nextLong());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
