package dev.tributary.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Position;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A position is the same after its way through a text and through a header. */
final class PositionPropertyTest {
  @Property(tries = 300)
  void isReadAsItWasWritten(
      @ForAll @AlphaChars @NumericChars @Chars({'.', '_', '-'}) @StringLength(min = 1, max = 249)
          String topic,
      @ForAll @IntRange(max = 999_999_999) int partition,
      @ForAll @LongRange(max = 999_999_999_999_999_999L) long offset) {
    var position = new Position(topic, partition, offset);
    assertThat(Position.parse(position.toString())).contains(position);
    var headers = new RecordHeaders().add(ReplayHeader.NAME, ReplayHeader.write(position));
    assertThat(ReplayHeader.read(headers)).isEqualTo(position.toString());
  }

  @Property(tries = 300)
  void writesWhatIsReadAsItWas(
      @ForAll @Chars({'a', '-', '0', '1', '9', '.'}) @StringLength(max = 40) String text) {
    Position.parse(text)
        .ifPresent(position -> assertThat(Position.parse(position.toString())).contains(position));
  }
}
