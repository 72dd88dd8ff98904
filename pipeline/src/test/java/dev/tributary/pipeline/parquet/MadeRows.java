package dev.tributary.pipeline.parquet;

import static dev.tributary.pipeline.TestJson.json;

import dev.tributary.ledger.record.Lane;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.beam.sdk.io.FileIO;

/** Rows of random events, and files of them. The same seed makes the same rows. */
public final class MadeRows {
  private static final long RECEIVED_MILLIS = 1_795_500_000_000L;
  private static final Lane LANE = new Lane("events", 2, "topic-id");

  /** When each of the records came, which is when its event was received. */
  public static final String RECEIVED = "2026-11-24 06:00:00";

  private MadeRows() {}

  /** A file of the rows. */
  public static Path write(Path file, FileIO.Sink<EventRow> sink, List<EventRow> rows)
      throws IOException {
    try (var channel = create(file)) {
      sink.open(channel);
      for (EventRow row : rows) {
        sink.write(row);
      }
      sink.flush();
    }
    return file;
  }

  public static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** A dead letter at an offset. */
  static DeadLetterRow deadLetter(long offset) {
    var rejection = new Rejection(RejectionReason.NOT_JSON, "", "x", "must be one JSON value");
    return new DeadLetterRow(RECEIVED_MILLIS, rejection, new byte[] {'x'}, LANE, offset);
  }

  /** Of an undeclared type. */
  public static List<EventRow> undeclared(int count) {
    return rows(count, MadeRows::undeclared);
  }

  private static List<EventRow> rows(int count, Function<Random, String> events) {
    Random random = new Random(7);
    List<EventRow> rows = new ArrayList<>();
    for (int offset = 0; offset < count; offset++) {
      byte[] json = events.apply(random).getBytes(StandardCharsets.UTF_8);
      Decoded decoded = new EventDecoder().decode(json, RECEIVED_MILLIS);
      rows.add(new EventRow(((Decoded.Valid) decoded).event(), json, LANE, offset));
    }
    return rows;
  }

  /** Of a declared type: {@code order_placed} or {@code level_completed}. */
  public static List<EventRow> declared(String type, int count) {
    return rows(count, random -> declared(type, random));
  }

  private static String undeclared(Random random) {
    return json(
        "{'event_type':'a'"
            + maybe(random, ",'id':'id-" + random.nextInt() + "'")
            + maybe(random, ",'Host':'hé" + random.nextInt(9) + "'")
            + maybe(random, ",'Accept':'*/*'")
            + maybe(random, ",'X-Empty':'','X':" + random.nextInt())
            + maybe(random, ",'timestamp':'2026-11-24T0" + random.nextInt(9) + ":00:00Z'")
            + ",'data':{'text':'"
            + "日".repeat(random.nextInt(50))
            + "'}}");
  }

  private static String declared(String type, Random random) {
    String data =
        "'order_id':'"
            + random.nextLong()
            + "','customer_id':'c','currency':'EUR','total':-12.5,'lines':["
            + "{'sku':'日','quantity':2,'unit_price':1},".repeat(random.nextInt(3))
            + "{'sku':'b','unit_price':0.01}]"
            + maybe(random, ",'shipping_address':{'city':'Bern','country':'CH'}")
            + maybe(random, ",'deliver_on':'2026-12-2" + random.nextInt(9) + "','is_gift':true")
            + maybe(random, ",'attributes':{'a':'1','b':''}")
            + maybe(random, ",'attributes':{}")
            + ",'player_id':'0189f7c1-7c3e-7b1a-9d2e-0242ac12000"
            + random.nextInt(9)
            + "','level':"
            + (random.nextInt(9) == 0 ? "'high'" : random.nextInt(99))
            + ",'score':"
            + random.nextLong()
            + maybe(random, ",'duration_seconds':" + random.nextDouble())
            + maybe(random, ",'started_at':'2026-11-24T00:00:00.123Z','difficulty':'hard'")
            + maybe(random, ",'boosters':['x','y'],'deaths':{'fall':3}");
    return json("{'event_type':'" + type + "','data':{" + data + "}}");
  }

  private static String maybe(Random random, String part) {
    return random.nextBoolean() ? part : "";
  }
}
