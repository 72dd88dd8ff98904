package dev.tributary.runners.local;

import dev.tributary.runners.processes.home.CannotStartException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.StringTokenizer;

/**
 * What a user may say of the parts, beside their ports.
 *
 * @param pipeline more options of the pipeline's launch
 * @param compacts whether hours are compacted by themselves
 */
record LocalOptions(List<String> pipeline, boolean compacts) {
  private static final String PIPELINE = "tributary.pipeline.options";
  private static final String COMPACTION = "tributary.compaction";

  LocalOptions {
    pipeline = List.copyOf(pipeline);
  }

  /** The system properties; a space separates two of the pipeline's options. */
  static LocalOptions asked(Properties properties) {
    var words = new StringTokenizer(properties.getProperty(PIPELINE, ""), " ");
    List<String> pipeline = Collections.list(words).stream().map(String.class::cast).toList();
    String compaction = properties.getProperty(COMPACTION, "on");
    if (!List.of("on", "off").contains(compaction)) {
      throw new CannotStartException("-D" + COMPACTION + " must be on or off: " + compaction);
    }
    return new LocalOptions(pipeline, compaction.equals("on"));
  }
}
