package dev.tributary.pipeline.lake.metastore;

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
  /**
   * Reads an address.
   *
   * @param text {@code host:port}
   * @throws IllegalArgumentException when it is another
   */
  public static MetastoreAddress of(String text, String database, String catalog) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    boolean known = colon > 0 && port.length() <= 5 && !port.isEmpty();
    if (!known || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("--metastore must be host:port: " + text);
    }
    return new MetastoreAddress(
        text.substring(0, colon), Integer.parseInt(port), database, catalog);
  }

  @Override
  public String toString() {
    return host + ":" + port + ", schema " + database;
  }
}
