package dev.tributary.schemas.decode;

import static dev.tributary.schemas.TestJson.json;
import static dev.tributary.schemas.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.event.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a record becomes is a matter of its bytes alone: not of what was decoded before it. */
final class PureDecodingTest {
  private static final String[] BLOCKS = {"aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg"};

  @Test
  void answersTheSameInFreshAndInUsedDecoders() {
    var random = new Random(17);
    List<byte[]> records = records(random);
    List<Decoded> first = new ArrayList<>();
    records.forEach(record -> first.add(new EventDecoder().decode(record, 7)));
    var used = new EventDecoder();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      order.add(i);
    }
    for (int round = 0; round < 3; round++) {
      Collections.shuffle(order, random);
      poisons().forEach(poison -> assertRow(used.decode(poison, 7)));
      for (int i : order) {
        assertThat(used.decode(records.get(i), 7)).isEqualTo(first.get(i));
      }
    }
    assertThat(first.stream().filter(Decoded.Valid.class::isInstance)).hasSizeGreaterThan(400);
    assertThat(first.stream().filter(Decoded.Invalid.class::isInstance)).hasSizeGreaterThan(400);
  }

  private static List<byte[]> records(Random random) {
    var values = new RandomJson(random);
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String type = random.nextBoolean() ? "level_completed" : "kind_" + random.nextInt(5);
      byte[] record =
          (json("{'event_type':'" + type + "','data':") + values.spell(values.object(3)) + "}")
              .getBytes(StandardCharsets.UTF_8);
      for (int damages = random.nextInt(3); damages > 0; damages--) {
        record[random.nextInt(record.length)] = (byte) random.nextInt(128);
      }
      records.add(record);
    }
    return records;
  }

  private static void assertRow(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
  }

  /** Names that a parser's table of names gives up at, by either twin. */
  private static List<byte[]> poisons() {
    List<String> oneHash = new ArrayList<>();
    permute(0, BLOCKS.clone(), oneHash);
    List<String> natural = new ArrayList<>();
    var random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      natural.add(new UUID(random.nextLong(), random.nextLong()).toString());
    }
    List<byte[]> poisons = new ArrayList<>();
    for (List<String> names : List.of(oneHash, natural)) {
      poisons.add(event("measurement", "'data':{" + members(names) + "}"));
      poisons.add(event("measurement", "'data':{" + members(names) + ",'e':'\\n'}"));
      poisons.add(event("measurement", "'o':'\\n'," + members(names)));
      poisons.add(event("measurement", members(names)));
    }
    poisons.add(
        event(
            "level_completed",
            "'data':{'boosters':['b']," + members(oneHash.subList(0, 900)) + "}"));
    return poisons;
  }

  private static byte[] event(String type, String more) {
    return utf8("{'event_type':'" + type + "'," + more + "}");
  }

  private static String members(List<String> names) {
    return String.join(",", names.stream().map(name -> "'" + name + "':1").toList());
  }

  private static void permute(int from, String[] blocks, List<String> names) {
    if (from == blocks.length) {
      names.add("measurement_" + String.join("", blocks));
    }
    for (int i = from; i < blocks.length; i++) {
      Collections.swap(Arrays.asList(blocks), from, i);
      permute(from + 1, blocks, names);
      Collections.swap(Arrays.asList(blocks), from, i);
    }
  }
}
