package dev.tributary.it.bench.pipeline;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** A program that brings a topic's events into Parquet files under a folder. */
interface Peer {
  String name();

  /** Runs it in a process of its own until all is in the files that count. */
  PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception;

  /** Runs it in a process of its own as a job that never ends, until it is done; then kills it. */
  PeerRun live(String kafka, String topic, Path folder, Callable<Boolean> done) throws Exception;
}
