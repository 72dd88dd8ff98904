package dev.tributary.pipeline.keep;

import org.apache.thrift.TException;

/** The location of partitions as queries find it. One keeper at a time changes it. */
interface Locating {
  /**
   * Makes queries find no such partition, and reads that back.
   *
   * @throws IllegalStateException when they find it then
   */
  void drop(String partition) throws TException;

  /** Whether queries find the partition there. */
  boolean isAt(String partition, String location) throws TException;

  /**
   * Makes queries find the partition there, and reads that back.
   *
   * @throws IllegalStateException when they find it elsewhere then
   */
  void change(String partition, String location) throws TException;
}
