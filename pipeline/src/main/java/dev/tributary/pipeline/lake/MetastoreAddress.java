package dev.tributary.pipeline.lake;

import java.io.Serializable;

/**
 * Where a metastore answers over Thrift.
 *
 * @param host its host
 * @param port its port
 * @param database the database (Presto's schema) of the tables
 * @param catalog what Presto calls its catalog over this metastore; views name it
 */
public record MetastoreAddress(String host, int port, String database, String catalog)
    implements Serializable {
  @Override
  public String toString() {
    return host + ":" + port + ", schema " + database;
  }
}
