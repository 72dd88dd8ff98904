package dev.tributary.pipeline.keep;

import org.apache.thrift.TException;

/** Changes a partition's location, which nothing compares before it is changed. */
final class Relocation {
  private final KeeperLog log;
  private final Locating metastore;

  Relocation(KeeperLog log, Locating metastore) {
    this.log = log;
    this.metastore = metastore;
  }

  /**
   * Sets the location. A keeper that froze right before may have overtaken its successor: it reads
   * the log again and sets what that says now.
   */
  void to(String partition, String wanted) throws TException {
    String set = wanted;
    metastore.change(partition, set);
    for (log.refresh(); !log.lake().located(partition, wanted).equals(set); log.refresh()) {
      set = log.lake().located(partition, wanted);
      metastore.change(partition, set);
    }
  }
}
