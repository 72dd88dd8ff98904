package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.commit.CommitState;
import java.io.Serializable;

/** Reads what the commit log holds, when a worker starts. */
@FunctionalInterface
public interface Fence extends Serializable {
  /** The committed state, read now; refuses when another launch owns the log. */
  CommitState read();
}
