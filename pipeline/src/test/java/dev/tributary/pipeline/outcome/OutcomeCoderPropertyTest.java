package dev.tributary.pipeline.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** An outcome is the same after its way over the wire. */
final class OutcomeCoderPropertyTest {
  private final OutcomeCoder coder = new OutcomeCoder();

  @Property(tries = 100)
  void keepsADeadLetter(
      @ForAll @StringLength(max = 30) String lane,
      @ForAll long from,
      @ForAll long offset,
      @ForAll long millis,
      @ForAll @Size(max = 50) byte[] value,
      @ForAll @AlphaChars @StringLength(max = 20) String replayOf,
      @ForAll RejectionReason reason,
      @ForAll @StringLength(max = 90) String text)
      throws IOException {
    var rejection = new Rejection(reason, text, text, text + text);
    Outcome given =
        new Outcome(
            Outcome.Kind.DEAD_LETTER,
            lane,
            from,
            offset,
            millis,
            ~millis,
            value,
            replayOf,
            null,
            rejection);
    var out = new ByteArrayOutputStream();
    coder.encode(given, out);
    Outcome read = coder.decode(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read).usingRecursiveComparison().isEqualTo(given);
  }
}
