package dev.tributary.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.read.SliceCutter;
import dev.tributary.pipeline.read.Slices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records on their way through a slice and its coder, and how a poll is cut into slices. */
final class LaneSliceTest {
  private static final Lane LANE = new Lane("events", 3, "topic-id");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesEachRecordBackAsItCame(long seed) throws IOException {
    var random = new SplittableRandom(seed);
    var records = new ArrayList<LaneRecord>();
    long offset = random.nextLong(1L << 40);
    for (int n = random.nextInt(1, 300); n > 0; n--) {
      byte[] value = new byte[random.nextInt(random.nextBoolean() ? 3 : 5_000)];
      random.nextBytes(value);
      String replayOf = random.nextInt(4) == 0 ? "events-1-" + random.nextInt(1_000_000) : "";
      records.add(new LaneRecord(offset, random.nextLong(1L << 42), value, replayOf));
      offset += random.nextInt(1, 4); // gaps, as markers of transactions leave them
    }
    var out = new ByteArrayOutputStream();
    new LaneSlice.Coder().encode(Slices.of(LANE, records), out);
    new LaneSlice.Coder().encode(Slices.of(LANE, records.subList(0, 1)), out);
    var in = new ByteArrayInputStream(out.toByteArray());
    LaneSlice again = new LaneSlice.Coder().decode(in);
    assertThat(again.lane()).isEqualTo(LANE.key());
    assertThat(again.firstOffset()).isEqualTo(records.get(0).offset());
    assertThat(again).usingRecursiveFieldByFieldElementComparator().isEqualTo(records);
    assertThat(new LaneSlice.Coder().decode(in)).hasSize(1);
    assertThat(in.available()).isZero();
  }

  @Test
  void takesAMissingValueForAnEmptyOne() {
    var polled = Slices.polled(LANE, 7, 8, null, new RecordHeaders());
    assertThat(Slices.of(LANE.key(), List.of(polled)))
        .singleElement()
        .satisfies(record -> assertThat(record.value()).isEmpty())
        .satisfies(record -> assertThat(record.offset()).isEqualTo(7));
  }

  /** A value is a view of what was fetched, which goes on before and after it. */
  @Test
  void takesNothingButTheValueFromWhatWasFetched() {
    ByteBuffer fetched = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
    fetched.position(1).limit(4);
    var polled = Slices.polled(LANE, 0, 0, fetched.slice(), new RecordHeaders());
    assertThat(Slices.of(LANE.key(), List.of(polled)).iterator().next().value())
        .containsExactly(2, 3, 4);
  }

  @Test
  void cutsAPollByCount() {
    assertThat(cut(2 * SliceCutter.MAX_RECORDS + 1, 1))
        .containsExactly(SliceCutter.MAX_RECORDS, SliceCutter.MAX_RECORDS, 1);
    assertThat(cut(SliceCutter.MAX_RECORDS, 1)).containsExactly(SliceCutter.MAX_RECORDS);
    assertThat(cut(0, 1)).isEmpty();
  }

  @Test
  void cutsAPollByBytes() {
    assertThat(cut(5, SliceCutter.MAX_BYTES / 2)).containsExactly(2, 2, 1);
  }

  @Test
  void givesARecordThatIsTooBigASliceOfItsOwn() {
    assertThat(cut(3, SliceCutter.MAX_BYTES + 1)).containsExactly(1, 1, 1);
  }

  /** Who reads on behind a slice's offset reads on behind its last record. */
  @Test
  void hasOffsetAndTimeOfItsLastRecord() {
    var polled = new ArrayList<ConsumerRecord<ByteBuffer, ByteBuffer>>();
    for (long offset : new long[] {10, 12, 13}) {
      polled.add(
          Slices.polled(
              LANE,
              offset,
              offset + 100,
              ByteBuffer.allocate(SliceCutter.MAX_BYTES / 2),
              new RecordHeaders()));
    }
    List<ConsumerRecord<byte[], byte[]>> slices = SliceCutter.cut(LANE.key(), polled);
    assertThat(slices).extracting(ConsumerRecord::offset).containsExactly(12L, 13L);
    assertThat(slices).extracting(ConsumerRecord::timestamp).containsExactly(112L, 113L);
    assertThat(slices)
        .allSatisfy(slice -> assertThat(slice.topic()).isEqualTo(LANE.topic()))
        .allSatisfy(slice -> assertThat(slice.partition()).isEqualTo(LANE.partition()))
        .allSatisfy(slice -> assertThat(slice.key()).asString().isEqualTo(LANE.key()));
  }

  /** How many records each slice has of so many of this size. */
  private static List<Integer> cut(int records, int bytes) {
    var polled = new ArrayList<ConsumerRecord<ByteBuffer, ByteBuffer>>();
    ByteBuffer value = ByteBuffer.allocate(bytes);
    for (int offset = 0; offset < records; offset++) {
      polled.add(Slices.polled(LANE, offset, 0, value, new RecordHeaders()));
    }
    return SliceCutter.cut(LANE.key(), polled).stream()
        .map(slice -> LaneSlice.of(LANE.key(), slice.value()))
        .map(slice -> (int) StreamSupport.stream(slice.spliterator(), false).count())
        .toList();
  }
}
