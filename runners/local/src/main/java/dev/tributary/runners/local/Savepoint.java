package dev.tributary.runners.local;

import dev.tributary.runners.flink.client.SavepointCommand;
import java.io.IOException;
import java.util.List;

/** Takes a savepoint of a job on a Flink cluster, stops it with one, or drains it. */
final class Savepoint implements Tool.Command {
  @Override
  public String summary() {
    return "takes a savepoint of a pipeline on a Flink cluster; --stop stops it, --drain ends it";
  }

  @Override
  public int run(List<String> arguments) throws IOException, InterruptedException {
    new SavepointCommand(System.out).run(arguments);
    return 0;
  }
}
