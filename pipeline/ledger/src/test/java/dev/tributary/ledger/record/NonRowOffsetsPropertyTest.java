package dev.tributary.ledger.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class NonRowOffsetsPropertyTest {
  @Property
  void keepsOffsetsOverTheirJson(@ForAll List<@LongRange(min = 0) Long> any) throws IOException {
    SortedSet<Long> ascending = new TreeSet<>(any);
    Offsets offsets = Offsets.of(ascending);
    assertThat(LogJson.read(LogJson.write(offsets), Offsets.class)).isEqualTo(offsets);
    assertThat(ascending).allMatch(offsets::has);
    assertThat(offsets.size()).isEqualTo(ascending.size());
  }

  @Example
  void isInPartsThatABrokerTakes() throws IOException {
    long[] duplicates = new long[700_000];
    long[] letters = new long[150_000];
    for (int i = 0; i < duplicates.length; i++) {
      duplicates[i] = 5_000_000_000L + 3L * i;
    }
    for (int i = 0; i < letters.length; i++) {
      letters[i] = 5_000_000_001L + 1_000_000L * i;
    }
    var whole =
        new NonRowOffsets(
            "0-a",
            Offsets.of(duplicates),
            List.of(
                new NonRowOffsets.DeadLetters("NOT_JSON", "", Offsets.of(letters)),
                new NonRowOffsets.DeadLetters("WRONG_TYPE", "data.x", Offsets.of(7))));
    List<NonRowOffsets> parts = whole.parts();
    var found = new ArrayList<Long>();
    var byReason = new TreeMap<String, Integer>();
    for (NonRowOffsets part : parts) {
      byte[] json = LogJson.write(new LogRecord.NonRows(LogRecord.FORMAT, 1, 0, part));
      assertThat(json.length).isLessThan(1 << 20);
      assertThat(LogJson.read(json, LogRecord.NonRows.class).offsets()).isEqualTo(part);
      part.duplicates().each(found::add);
      part.deadLetters()
          .forEach(each -> byReason.merge(each.reason(), each.offsets().size(), Integer::sum));
    }
    assertThat(parts).hasSize(3);
    assertThat(Offsets.of(found)).isEqualTo(whole.duplicates());
    assertThat(byReason).containsEntry("NOT_JSON", letters.length).containsEntry("WRONG_TYPE", 1);
  }

  @Example
  void hasNoPartWhereThereIsNothing() {
    assertThat(new NonRowOffsets("0-a", Offsets.NONE, List.of()).parts()).isEmpty();
  }
}
