package dev.tributary.runners.flink.cluster;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of which the range is known. */
abstract class NumberInRange implements ITypeConverter<Integer> {
  /** A port; 0 stands for any free one. */
  static final class Port extends NumberInRange {
    Port() {
      super(0, 65_535);
    }
  }

  /** How many of something. */
  static final class Count extends NumberInRange {
    Count() {
      super(1, 100);
    }
  }

  /** A heap that a TaskManager can work with. */
  static final class HeapMiB extends NumberInRange {
    HeapMiB() {
      super(200, 100_000);
    }
  }

  private final int min;
  private final int max;

  private NumberInRange(int min, int max) {
    this.min = min;
    this.max = max;
  }

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // the line below names the rule
    }
    throw new TypeConversionException("must be " + min + " to " + max + ": " + text);
  }
}
