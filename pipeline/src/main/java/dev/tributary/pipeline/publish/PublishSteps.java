package dev.tributary.pipeline.publish;

import dev.tributary.ledger.record.LogRecord;
import java.io.IOException;
import org.apache.thrift.TException;

/** The two steps that make a commit's files visible. Each can be repeated. One thread a step. */
public interface PublishSteps extends AutoCloseable {
  /** Moves the commit's files into their partitions. */
  void move(LogRecord.Commit commit) throws IOException;

  /** Registers the partitions that are new to this process. */
  void register(LogRecord.Commit commit) throws TException;

  /** Drops what is connected; the next step connects again. */
  @Override
  void close();
}
