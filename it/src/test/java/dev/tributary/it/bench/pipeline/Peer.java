package dev.tributary.it.bench.pipeline;

import java.nio.file.Path;

/** A program that brings a topic's events into Parquet files under a folder. */
interface Peer {
  String name();

  /** Runs it in a process of its own until all is in the files that count. */
  PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception;
}
