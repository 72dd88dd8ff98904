package dev.tributary.it.bench.freshness;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.UpProcess;
import dev.tributary.runners.processes.home.Endpoints;
import java.util.Map;

/**
 * What a user of the local system waits for, with its default settings: from the 2xx to the row,
 * for a count over an hour's files, for a commit, for the Direct runner, and after a {@code kill
 * -9} with millions of ids to remember.
 */
public final class FreshnessBenchmark implements Benchmark {
  @Override
  public void run() throws Exception {
    var figures = new Figures("freshness");
    try (TempHome home = TempHome.make()) {
      new CommitCost(home, figures).measure();
      new DirectDrain(home, figures).measure();
    }
    try (TempHome home = TempHome.make();
        UpProcess up = UpProcess.start(home.home(), Map.of())) {
      Endpoints at = up.awaitUp();
      var presto = new PrestoSql(at.presto());
      new RowFreshness(at, presto, figures).measure();
      new HourOfFiles(at, presto, figures).measure();
      new RestartWithIds(up, at, presto, figures).measure();
    }
  }
}
