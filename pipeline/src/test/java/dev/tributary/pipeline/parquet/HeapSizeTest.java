package dev.tributary.pipeline.parquet;

import static dev.tributary.pipeline.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Event;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate, beside what the heap grows by when such events are kept. */
final class HeapSizeTest {
  private static final long KEPT_BYTES = 24L << 20;
  private static final int RECORD_MILLIS = 1_000;

  /** {@code MEMBERS} are so many members, elements or characters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain  | 3     | {'event_type':'a','id':'ID','Host':'h','X-One':'ID','data':{'x':1}}",
        "fields | 9000  | {'event_type':'a','id':'ID',MEMBERS}",
        "map    | 9000  | {'event_type':'level_completed','id':'ID','data':{'player_id':"
            + "'00000000-0000-4000-8000-000000000000','level':1,'score':1,'deaths':{MEMBERS}}}",
        "list   | 9000  | {'event_type':'level_completed','id':'ID','data':{'player_id':"
            + "'00000000-0000-4000-8000-000000000000','level':1,'score':1,'boosters':[ELEMENTS]}}",
        "latin  | 90000 | {'event_type':'message','id':'ID','data':{'text':'LATIN'}}",
        "other  | 90000 | {'event_type':'message','id':'ID','data':{'text':'CYRILLIC'}}",
        "groups | 2000  | {'event_type':'order_placed','id':'ID','data':{'order_id':'ID',"
            + "'customer_id':'c','currency':'EUR','total':'1.00','lines':[LINES]}}"
      })
  void isNeitherLessThanHalfNorMoreThanTwice(String shape, int many, String json) {
    String whole =
        json(
            json.replace("MEMBERS", many(many, i -> "'" + i + "':" + i % 10))
                .replace("ELEMENTS", many(many, i -> "'" + i + "'"))
                .replace("LINES", many(many, i -> "{'sku':'" + i + "','unit_price':'0.01'}"))
                .replace("LATIN", "x".repeat(many))
                .replace("CYRILLIC", "ж".repeat(many)));
    var decoder = new EventDecoder();
    long estimated = 0;
    List<Object> kept = new ArrayList<>();
    long before = usedHeap();
    for (int n = 0; estimated < KEPT_BYTES; n++) {
      byte[] record = whole.replace("ID", "id-" + n).getBytes(StandardCharsets.UTF_8);
      Event event =
          decoder
              .decode(record, RECORD_MILLIS)
              .match(
                  row -> row,
                  wrong -> {
                    throw new AssertionError(wrong.detail());
                  });
      estimated += HeapSize.of(event) + HeapSize.of(record);
      kept.add(event);
      kept.add(record);
    }
    long grown = usedHeap() - before;
    assertThat((double) estimated / grown)
        .as("%s: %d of %d bytes of %d objects", shape, estimated, grown, kept.size())
        .isBetween(0.5, 2.0);
  }

  private static String many(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(","));
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
