package dev.tributary.it.contents.make;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that a seed decides: what a generator draws from. Not thread safe. */
public final class Draw {
  private final SplittableRandom random;

  private Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The chance of one place; other places have other chances. */
  public static Draw at(long seed, long request, long item) {
    long mixed = new SplittableRandom(seed ^ 0x9E37_79B9_7F4A_7C15L * (request + 1)).nextLong();
    return new Draw(new SplittableRandom(mixed + 0xD1B5_4A32_D192_ED03L * (item + 2)).nextLong());
  }

  /** From 0 to before the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** From the least to the most, both in; any long where these are its bounds. */
  public long between(long least, long most) {
    return most == Long.MAX_VALUE ? random.nextLong() : random.nextLong(least, most + 1);
  }

  /** True once in so many times. */
  public boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** One of these. */
  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** One of these. */
  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Any bits. */
  public long bits() {
    return random.nextLong();
  }

  /** So many bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
