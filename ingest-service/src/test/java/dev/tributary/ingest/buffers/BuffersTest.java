package dev.tributary.ingest.buffers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BuffersTest {
  private final Buffers buffers = new Buffers(2 * Buffers.CHUNK_BYTES);

  @Test
  void givesTheChunksOfABodyToTheNextOne() {
    byte[] first = buffers.chunk();
    byte[] second = buffers.chunk();
    ReceivedBytes received = new ReceivedBytes();
    received.add(first);
    received.came(Buffers.CHUNK_BYTES);
    received.add(second);
    received.came(1);

    buffers.leave(received);

    assertThat(received.size()).isZero();
    assertThat(buffers.chunk()).isSameAs(first);
    assertThat(buffers.chunk()).isSameAs(second);
    assertThat(buffers.chunk()).isNotSameAs(first).isNotSameAs(second);
  }

  @Test
  void givesAChunkToOneBodyOnlyHoweverOftenItIsLeft() {
    ReceivedBytes received = new ReceivedBytes();
    received.add(buffers.chunk());

    buffers.leave(received);
    buffers.leave(received);

    assertThat(buffers.chunk()).isNotSameAs(buffers.chunk());
  }

  @Test
  void keepsNoMoreChunksThanItMay() {
    ReceivedBytes received = ReceivedBytes.of(new byte[3 * Buffers.CHUNK_BYTES]);

    buffers.leave(received);

    assertThat(buffers.keptBytes()).isEqualTo(2 * Buffers.CHUNK_BYTES);
  }

  @Test
  void keepsNoChunkOfAnotherSize() {
    ReceivedBytes received = new ReceivedBytes();
    received.add(new byte[100]);

    buffers.leave(received);

    assertThat(buffers.keptBytes()).isZero();
  }

  @Test
  void givesARoomToOneBodyAtATimeAndKeepsTheLargerOne() {
    byte[] large = buffers.room(100_000);
    byte[] small = buffers.room(70_000);
    assertThat(large).hasSize(100_000);
    assertThat(small).hasSize(70_000);
    buffers.leaveRoom(large);
    buffers.leaveRoom(small);

    assertThat(buffers.keptBytes()).isEqualTo(100_000);
    assertThat(buffers.room(80_000)).isSameAs(large);
    assertThat(buffers.room(80_000)).isNotSameAs(large).hasSize(80_000);
  }

  @Test
  void joinsTheBytesOfAllChunks() {
    byte[] bytes = new byte[3 * Buffers.CHUNK_BYTES + 5];
    new Random(1).nextBytes(bytes);
    ReceivedBytes received = ReceivedBytes.of(bytes);
    byte[] joined = new byte[bytes.length];

    received.copyTo(joined);

    assertThat(joined).isEqualTo(bytes);
    assertThat(received.size()).isEqualTo(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      assertThat(received.at(i)).isEqualTo(bytes[i]);
    }
  }

  @Test
  void givesABodyWithoutWhatStandsBehindIt() {
    byte[] array = "mine, not yours".getBytes(ISO_8859_1);

    assertThat(new Body(array, 4).exactBytes()).asString(ISO_8859_1).isEqualTo("mine");
    assertThat(Body.of(array).exactBytes()).isSameAs(array);
    assertThatThrownBy(() -> new Body(array, 16))
        .hasMessage("length must be 0 to 15, as the array has them: 16");
  }
}
