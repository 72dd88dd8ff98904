package dev.tributary.pipeline.lake;

import java.io.Serializable;

/**
 * Where a metastore answers over Thrift.
 *
 * @param host its host
 * @param port its port
 * @param database the database (Presto's schema) of the tables
 */
public record MetastoreAddress(String host, int port, String database) implements Serializable {}
