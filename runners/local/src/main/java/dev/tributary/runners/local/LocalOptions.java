package dev.tributary.runners.local;

import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.schemas.rules.RetentionTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.StringTokenizer;

/**
 * What a user may say of the parts, beside their ports.
 *
 * @param pipeline more options of the pipeline's launch
 * @param compacts whether hours are compacted by themselves
 * @param compaction more options of that
 */
record LocalOptions(List<String> pipeline, boolean compacts, List<String> compaction) {
  private static final String PIPELINE = "tributary.pipeline.options";
  private static final String COMPACTION = "tributary.compaction";

  /** Options of the compaction that are properties of their own. */
  private static final List<String> RETENTION = List.of("retain", "retainDeadLetters");

  LocalOptions {
    pipeline = List.copyOf(pipeline);
    compaction = List.copyOf(compaction);
  }

  /** The system properties; a space separates two of the pipeline's options. */
  static LocalOptions asked(Properties properties) {
    var words = new StringTokenizer(properties.getProperty(PIPELINE, ""), " ");
    List<String> pipeline = Collections.list(words).stream().map(String.class::cast).toList();
    String compaction = properties.getProperty(COMPACTION, "on");
    if (!List.of("on", "off").contains(compaction)) {
      throw new CannotStartException("-D" + COMPACTION + " must be on or off: " + compaction);
    }
    List<String> retention = new ArrayList<>();
    for (String option : RETENTION) {
      String time = properties.getProperty("tributary." + option, "");
      if (!time.isEmpty()) {
        check("tributary." + option, time);
        retention.add("--" + option + "=" + time);
      }
    }
    return new LocalOptions(pipeline, compaction.equals("on"), retention);
  }

  private static void check(String property, String time) {
    try {
      RetentionTime.parse(time);
    } catch (IllegalArgumentException e) {
      throw new CannotStartException("-D" + property + " " + e.getMessage());
    }
  }
}
