package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.json;
import static dev.tributary.it.support.TestJson.utf8;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that was made to break something.
 *
 * @param end what must become of it: a dead letter's reason, or the type of its row
 */
record Poison(String end, byte[] value, Headers headers) {
  /** As long as a record may be where the limits are raised to 10 MB. */
  static final int LARGE = 10_000_000;

  private static final String START = "{'event_type':'poison',";

  ProducerRecord<byte[], byte[]> in(String topic, int partition) {
    return new ProducerRecord<>(topic, partition, null, null, value, headers);
  }

  static List<Poison> all() {
    List<Poison> all = new ArrayList<>();
    all.add(new Poison("EMPTY", null, new RecordHeaders()));
    all.add(text("EMPTY", ""));
    all.add(text("EMPTY", " \n\t "));
    all.add(bytes("NOT_JSON", new byte[1_000]));
    all.add(bytes("NOT_UTF8", noise(1_000)));
    all.add(bytes("NOT_UTF8", json(START + "'x':'\u00e9'}").getBytes(StandardCharsets.ISO_8859_1)));
    all.add(bytes("NOT_JSON", json(START + "'x':1}").getBytes(StandardCharsets.UTF_16LE)));
    all.add(text("NOT_JSON", "\uFEFF" + START + "'x':1}"));
    all.add(text("LIMIT_EXCEEDED", START + "'data':{'x':" + nested("[", "]", 10_000) + "}}"));
    all.add(text("LIMIT_EXCEEDED", START + "'x':" + nested("{'a':", "}", 10_000) + "}"));
    all.add(text("LIMIT_EXCEEDED", "[".repeat(1_000_000)));
    all.add(text("poison", START + "'x':" + nested("[", "]", 900) + "}"));
    all.add(text("poison", START + "'x':" + "9".repeat(1_000) + "}"));
    all.add(text("poison", START + "'x':-1e999999999}"));
    all.add(text("LIMIT_EXCEEDED", START + "'x':" + "9".repeat(1_001) + "}"));
    all.add(text("poison", START + "'x':'\\ud800','\\udc00':1,'Host':'\\udfff'}"));
    all.add(bytes("NOT_UTF8", lone(START + "'x':'???'}")));
    all.add(text("poison", START + "'x':'\\u0000','\\u0000':'\\u0000'}"));
    all.add(text("NOT_JSON", START + "'x':'\0'}"));
    all.add(text("DUPLICATE_FIELD", START + "'x':1,'x':2}"));
    all.add(text("DUPLICATE_FIELD", START + "'event_type':'poison'}"));
    all.add(text("poison", START + "'data':{'x':1,'x':2}}"));
    all.add(text("BAD_ID", START + "'id':'" + "i".repeat(129) + "'}"));
    all.add(text("BAD_EVENT_TYPE", "{'event_type':'../../etc/passwd'}"));
    all.add(text("BAD_EVENT_TYPE", "{'event_type':'" + "a".repeat(65) + "'}"));
    all.add(text("BAD_TIMESTAMP", START + "'timestamp':'+999999999-12-31T23:59:59Z'}"));
    all.add(text("BAD_DATA", START + "'data':'x'}"));
    all.add(text("LIMIT_EXCEEDED", START + "'" + "n".repeat(60_000) + "':1}"));
    all.add(new Poison("poison", utf8(START + "'x':1}"), manyHeaders()));
    List<String> oneHash = ofOneHash();
    all.add(text("poison", START + "'data':{" + members(oneHash) + "}}"));
    all.add(text("poison", START + "'e':'\\n','data':{" + members(oneHash) + "}}"));
    all.add(text("poison", START + "'e':null," + members(oneHash) + "}"));
    all.add(text("poison", START + "'e':'\\n','data':{" + members(uuids()) + "}}"));
    all.add(
        text(
            "level_completed",
            "{'event_type':'level_completed','data':{'boosters':['b'],"
                + members(oneHash.subList(0, 900))
                + "}}"));
    return all;
  }

  /** Records as long as a record may be. */
  static List<Poison> large() {
    return List.of(
        text("poison", START + "'data':{'x':'" + "x".repeat(LARGE) + "'}}"),
        text("poison", START + "'x':'" + "\\u00e9".repeat(LARGE / 6) + "'}"),
        text("poison", START + "'n':[" + "1,".repeat(LARGE / 2) + "1]}"),
        text("LIMIT_EXCEEDED", manyFields()),
        text("NOT_JSON", START + "'x':'" + "x".repeat(LARGE)),
        text("LIMIT_EXCEEDED", START + "'x':" + "1".repeat(LARGE) + "}"),
        bytes("NOT_UTF8", noise(LARGE)));
  }

  /** All have one hash in the tables of names that parsers keep. */
  private static List<String> ofOneHash() {
    List<String> names = List.of("measurement_");
    for (int i = 0; i < 7; i++) {
      List<String> longer = new ArrayList<>();
      for (String name : names) {
        for (String block : List.of("aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg")) {
          if (!name.contains(block)) {
            longer.add(name + block);
          }
        }
      }
      names = longer;
    }
    return names;
  }

  private static List<String> uuids() {
    var random = new Random(5);
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
        .limit(2_000)
        .toList();
  }

  private static String members(List<String> names) {
    return "'" + String.join("':1,'", names) + "':1";
  }

  private static String manyFields() {
    var fields = new StringBuilder(START);
    for (int i = 0; fields.length() < LARGE; i++) {
      fields.append("'f").append(i).append("':").append(i).append(',');
    }
    return fields.append("'last':null}").toString();
  }

  /** Also one without a value, and one name often. */
  private static Headers manyHeaders() {
    var headers = new RecordHeaders();
    headers.add("none", null);
    for (int i = 0; i < 10_000; i++) {
      headers.add("h", new byte[] {(byte) i});
    }
    return headers;
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(4).nextBytes(noise);
    return noise;
  }

  /** U+D800 as three bytes, which UTF-8 does not have. */
  private static byte[] lone(String text) {
    byte[] bytes = utf8(text);
    int at = text.indexOf("???");
    bytes[at] = (byte) 0xED;
    bytes[at + 1] = (byte) 0xA0;
    bytes[at + 2] = (byte) 0x80;
    return bytes;
  }

  private static String nested(String open, String close, int depth) {
    return open.repeat(depth) + "1" + close.repeat(depth);
  }

  private static Poison text(String end, String value) {
    return bytes(end, utf8(value));
  }

  private static Poison bytes(String end, byte[] value) {
    return new Poison(end, value, new RecordHeaders());
  }

  @Override
  public String toString() {
    String start =
        value == null
            ? "null"
            : new String(Arrays.copyOf(value, Math.min(60, value.length)), StandardCharsets.UTF_8);
    return end + " " + start;
  }
}
