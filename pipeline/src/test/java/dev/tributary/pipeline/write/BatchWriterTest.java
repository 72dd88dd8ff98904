package dev.tributary.pipeline.write;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.decode.Made;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.ParquetWriting;
import dev.tributary.pipeline.read.PastRecords;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that can't be written: each is a dead letter, and costs no other row anything. */
final class BatchWriterTest {
  private static final Lane LANE = new Lane("events", 2, "topic-id");
  private static final int RECORDS = 3_000;

  @TempDir private Path lake;
  private final List<LaneRecord> records = new ArrayList<>();
  private final Past past = new Past(records);
  private BatchWriter writer;

  /** What the topic has; as many as are there. */
  private static final class Past implements PastRecords {
    private static final long serialVersionUID = 1;

    private final transient List<LaneRecord> records;
    private int readings;

    Past(List<LaneRecord> records) {
      this.records = records;
    }

    @Override
    public <E extends Exception> void read(Lane lane, long from, long to, Taker<E> taker)
        throws IOException, E {
      readings++;
      for (LaneRecord record : records) {
        if (record.offset() >= from && record.offset() < to) {
          taker.take(record);
        }
      }
    }
  }

  private void open(ParquetWriting writing, int maxOpenFiles) {
    writer =
        new BatchWriter(
            new WriteSettings(
                new Lake(lake.toString()),
                writing,
                Compression.ZSTD,
                maxOpenFiles,
                Proofs.ON,
                "launch"),
            new Lanes(List.of(LANE)),
            past,
            Clock.systemUTC());
  }

  /** The nth record: every third of them a duplicate or no event. */
  private Outcome outcome(int n) {
    String type = "t" + n % 4;
    byte[] value =
        utf8("{'event_type':'%s','id':'%d','Host':'h%d','n':%d}".formatted(type, n, n % 7, n));
    records.add(new LaneRecord(n, 1_000, value));
    if (n % 30 == 4) {
      return Made.deadLetter(
          LANE,
          n,
          value,
          new Rejection(RejectionReason.CONFLICTING_ID, "id", "" + n, "must name one"));
    }
    return n % 30 == 5 ? Made.duplicate(LANE, n, value) : Made.row(LANE, n, value);
  }

  private static boolean isRow(int n) {
    return n % 30 != 4 && n % 30 != 5;
  }

  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void goesOnWithoutARowThatFailsHalfWay(ParquetWriting writing) throws Exception {
    for (int maxOpenFiles : new int[] {64, 1}) {
      for (Throwable failure :
          List.of(new IllegalStateException("planted"), new OutOfMemoryError("planted"))) {
        records.clear();
        open(writing, maxOpenFiles);
        for (int n = 0; n < RECORDS; n++) {
          Outcome outcome = outcome(n);
          writer.accept(n == 1_601 ? Made.failing(outcome, failure) : outcome);
        }
        assertExact(writer.finish(), List.of(1_601), failure.getClass().getName() + ": planted");
      }
    }
    assertThat(past.readings).isEqualTo(4);
  }

  /** One file is written again, however many fail: afterwards each row is tried out first. */
  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void readsThePastOnceWhereManyRowsOfAFileFail(ParquetWriting writing) throws Exception {
    open(writing, 64);
    List<Integer> failing = new ArrayList<>();
    for (int n = 0; n < RECORDS; n++) {
      Outcome outcome = outcome(n);
      boolean fails = n > 2_000 && n % 4 == 1 && isRow(n);
      writer.accept(
          fails ? Made.failing(outcome, new IllegalArgumentException("planted")) : outcome);
      if (fails) {
        failing.add(n);
      }
    }
    assertExact(writer.finish(), failing, "java.lang.IllegalArgumentException: planted");
    assertThat(past.readings).isOne();
  }

  /** Of what is read again, too: the bytes that come are no event. */
  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void goesOnWithoutARowThatFailsWhenItComesAgain(ParquetWriting writing) throws Exception {
    open(writing, 64);
    for (int n = 0; n < 500; n++) {
      writer.accept(outcome(n));
    }
    records.set(17, new LaneRecord(17, 1_000, "nonsense".getBytes(StandardCharsets.UTF_8)));
    for (int n = 500; n < RECORDS; n++) {
      Outcome outcome = outcome(n);
      writer.accept(
          n == 501 ? Made.failing(outcome, new IllegalStateException("planted")) : outcome);
    }
    Batch batch = writer.finish();
    assertThat(batch.deadLettersByReason()).containsEntry("UNPROCESSABLE", 2L);
    assertThat(rows(batch, "events/")).doesNotContainKeys(17L, 501L).hasSize(RECORDS - 202);
    assertThat(rows(batch, "dead_letters/").get(17L).get("detail").toString())
        .contains("Cannot decode an event again");
  }

  /** A late event is in the hour of its record, and comes back there. */
  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void putsALateEventIntoTheSameHourWhenItComesAgain(ParquetWriting writing) throws Exception {
    open(writing, 64);
    for (int n = 0; n < 50; n++) {
      String time = n % 2 == 0 ? ",'timestamp':'1969-12-30T00:00:00Z'" : "";
      byte[] value = utf8("{'event_type':'t'" + time + "}");
      records.add(new LaneRecord(n, 1_000, value));
      Outcome row = Made.row(LANE, n, value);
      assertThat(row.isInHourOfRecord()).isEqualTo(n % 2 == 0);
      writer.accept(n == 40 ? Made.failing(row, new IllegalStateException("planted")) : row);
    }
    Batch batch = writer.finish();
    assertThat(past.readings).isOne();
    assertThat(rows(batch, "events/event_type=t/dt=1970-01-01/hour=00/")).hasSize(49);
    assertThat(rows(batch, "dead_letters/")).containsOnlyKeys(40L);
  }

  /** Not by their number: one record of 100 KB may be objects of a MiB. */
  @Test
  void endsABatchWhenTheRowsThatWaitTakeMuchMemory() throws Exception {
    open(ParquetWriting.FAST, 1);
    String members =
        IntStream.range(0, 9_000).mapToObj(i -> "'" + i + "':1").collect(Collectors.joining(","));
    int rows = 0;
    while (!writer.isFull()) {
      String json = "{'event_type':'t%d',%s}".formatted(rows % 2, members);
      writer.accept(Made.row(LANE, rows++, utf8(json)));
    }
    assertThat(rows).isBetween(20, 100);
    assertThat(rows(writer.finish(), "events/")).hasSize(rows);
    assertThat(writer.isFull()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void writesADeadLetterWithoutItsTextWhereThatFails(ParquetWriting writing) throws Exception {
    open(writing, 64);
    for (int n = 0; n < 100; n++) {
      Outcome outcome = outcome(n);
      writer.accept(n == 64 ? outcome.asDeadLetter(null) : outcome);
    }
    Map<Long, GenericRecord> letters = rows(writer.finish(), "dead_letters/");
    assertThat(letters).containsOnlyKeys(4L, 34L, 64L, 94L);
    assertThat(letters.get(34L).get("reason")).hasToString("CONFLICTING_ID");
    assertThat(letters.get(64L).get("reason")).hasToString("UNPROCESSABLE");
    assertThat(letters.get(64L).get("raw_event")).hasToString("");
    assertThat(letters.get(64L).get("detail").toString())
        .endsWith("Cannot write its text of 48 bytes (java.lang.NullPointerException)");
  }

  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void failsWhereWhatWentWithARowCanNotBeReadAgain(ParquetWriting writing) throws Exception {
    open(writing, 64);
    for (int n = 0; n < 100; n++) {
      writer.accept(outcome(n));
    }
    records.remove(3);
    Outcome failing = Made.failing(outcome(100), new IllegalStateException("planted"));
    assertThatThrownBy(() -> writer.accept(failing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot read the records of a batch again: events-2 has 91 of 92");
  }

  private void assertExact(Batch batch, List<Integer> failed, String cause) throws IOException {
    Map<Long, GenericRecord> events = rows(batch, "events/");
    Map<Long, GenericRecord> deadLetters = rows(batch, "dead_letters/");
    for (int n = 0; n < RECORDS; n++) {
      GenericRecord row = events.get((long) n);
      GenericRecord letter = deadLetters.get((long) n);
      String text = new String(records.get(n).value(), StandardCharsets.UTF_8);
      if (failed.contains(n)) {
        assertThat(row).isNull();
        assertThat(letter.get("reason")).hasToString("UNPROCESSABLE");
        assertThat(letter.get("field")).isNull();
        assertThat(letter.get("detail")).hasToString("could not be processed: " + cause);
        assertThat(letter.get("raw_event")).hasToString(text);
      } else if (n % 30 == 4) {
        assertThat(letter.get("reason")).hasToString("CONFLICTING_ID");
        assertThat(letter.get("raw_event")).hasToString(text);
      } else if (isRow(n)) {
        assertThat(row.get("event_id")).hasToString("" + n);
        assertThat(row.get("raw_event")).hasToString(text);
        assertThat(row.get("headers")).hasToString("{n=" + n + "}");
      }
    }
    LaneRange range = batch.lanes().get(LANE.key());
    assertThat(range.rows()).isEqualTo(events.size()).isEqualTo(RECORDS - 200 - failed.size());
    assertThat(range.deadLetters()).isEqualTo(deadLetters.size()).isEqualTo(100 + failed.size());
    assertThat(batch.deadLettersByReason())
        .containsOnly(
            Map.entry("CONFLICTING_ID", 100L), Map.entry("UNPROCESSABLE", (long) failed.size()));
  }

  /** The rows of a table by offset; each occurs once. */
  private Map<Long, GenericRecord> rows(Batch batch, String table) throws IOException {
    Map<Long, GenericRecord> rows = new TreeMap<>();
    for (StagedFile file : batch.files()) {
      if (file.path().startsWith(table)) {
        try (var reader =
            AvroParquetReader.<GenericRecord>builder(
                    new LocalInputFile(lake.resolve(file.staged())))
                .build()) {
          for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
            assertThat(rows.put((long) row.get("kafka_offset"), row)).isNull();
          }
        }
      }
    }
    return rows;
  }
}
