package dev.tributary.pipeline.commit;

import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.publish.PublishSteps;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.thrift.TException;

/** What was moved and registered, in order. */
final class FakeLake implements PublishSteps {
  final List<String> done = new CopyOnWriteArrayList<>();
  volatile boolean metastoreIsDown;

  @Override
  public void move(LogRecord.Commit commit) {
    done.add("move " + commit.sequence());
  }

  @Override
  public void register(LogRecord.Commit commit) throws TException {
    if (metastoreIsDown) {
      throw new TException("down");
    }
    done.add("register " + commit.sequence());
  }

  @Override
  public void close() {}
}
