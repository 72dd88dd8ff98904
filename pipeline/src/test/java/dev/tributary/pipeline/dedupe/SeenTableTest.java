package dev.tributary.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table beside a plain map, over generated keys of which many come again. */
final class SeenTableTest {
  private static final int ADDED = 3 * SeenTable.BLOCK + 100;

  private final SeenTable table = new SeenTable();
  private final SeenTable again = new SeenTable();
  private final Map<EventHash, FirstSeen> twin = new HashMap<>();

  @BeforeEach
  void fill() {
    var random = new SplittableRandom(7);
    int stored = 0;
    for (int n = 0; n < ADDED; n++) {
      // Few values in each half, so that keys share a half, a place in the table, or a whole hash.
      int hash = random.nextInt(30) | random.nextInt(3) << 28;
      var key = new EventHash(random.nextInt(90), (long) hash << 32);
      var sighting = new FirstSeen(n, random.nextInt());
      twin.put(key, sighting);
      table.add(key, sighting);
      if (table.size() % SeenTable.BLOCK == 0) {
        again.append(table.block(table.size() / SeenTable.BLOCK - 1));
        stored = table.size();
      }
    }
    again.append(table.run(stored));
  }

  @Test
  void findsTheLatestSightingOfEachKey() {
    assertThat(table.size()).isEqualTo(ADDED);
    assertThat(twin).allSatisfy((key, sighting) -> assertThat(table.find(key)).isEqualTo(sighting));
    assertThat(table.find(new EventHash(90, 0))).isNull();
  }

  @Test
  void isTheSameFromItsBlocksAndARun() {
    assertThat(again.size()).isEqualTo(ADDED);
    assertThat(twin).allSatisfy((key, sighting) -> assertThat(again.find(key)).isEqualTo(sighting));
  }

  @Test
  void forgetsAllWhenItIsCleared() {
    table.clear();
    assertThat(table.size()).isZero();
    assertThat(twin.keySet()).allSatisfy(key -> assertThat(table.find(key)).isNull());
  }
}
