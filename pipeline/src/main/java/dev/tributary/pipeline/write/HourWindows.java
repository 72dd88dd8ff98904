package dev.tributary.pipeline.write;

import dev.tributary.pipeline.outcome.HourlyOutcomes;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The hour (UTC) that events belong to, read from their own time. The element's Beam timestamp
 * stays what the source said, so the watermark is no matter of the clients' clocks.
 */
public final class HourWindows extends NonMergingWindowFn<HourlyOutcomes, IntervalWindow> {
  private static final Duration HOUR = Duration.standardHours(1);

  @Override
  public Collection<IntervalWindow> assignWindows(AssignContext context) {
    return List.of(new IntervalWindow(new Instant(context.element().hourMillis()), HOUR));
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in WindowFn all the same
  public boolean isCompatible(WindowFn<?, ?> other) {
    return other instanceof HourWindows;
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    throw new UnsupportedOperationException("Cannot read a side input in an hour window");
  }

  @Override
  public boolean assignsToOneWindow() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HourWindows;
  }

  @Override
  public int hashCode() {
    return HourWindows.class.hashCode();
  }
}
